package io.tradewind.commerce.delivery;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Options as they were shown, for those who buy them. No plugin is asked again. Safe for many threads. */
@Internal
@Singleton
public final class DeliveryQuotes {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Tx tx;
    private final DeliveryStore store;
    private final World world;

    @Inject
    DeliveryQuotes(Tx tx, DeliveryStore store, World world) {
        this.tx = tx;
        this.store = store;
        this.world = world;
    }

    /**
     * What was shown under that id for that address; one statement. Empty if it was never shown, was replaced, was
     * meant for another address, or has lapsed, as each option does at the latest at the cut-off it depends on. The
     * caller has made sure that the subject is the actor's, and compares {@link StoredQuote#contents()}.
     */
    public Optional<StoredQuote> find(Handle handle, Scope scope, UUID subject, String optionId, Address address) {
        return store.find(handle, scope, subject, optionId, address);
    }

    /** The job that removes options of all stores that nobody can buy any more. */
    public Job job() {
        return new Job(
                "delivery-quotes",
                Duration.ofHours(1),
                () -> tx.write(
                        "delivery.prune",
                        handle -> store.prune(handle, world.now().minus(KEPT))));
    }
}
