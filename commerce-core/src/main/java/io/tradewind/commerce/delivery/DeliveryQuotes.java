package io.tradewind.commerce.delivery;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Options as they were shown, for those who buy them. No plugin is asked again. Safe for many threads. */
@Internal
@Singleton
public final class DeliveryQuotes {
    /** What {@link #read} reads. */
    public static final String COLUMNS = DeliveryStore.COLUMNS;

    /**
     * Behind a cart {@code c} and its checkout {@code k}, whose option is meant if {@code :option} is null. Only what was
     * shown last holds; what is shown twice at the same moment is joined once.
     */
    public static final String JOIN = """
            left join (
              commerce.delivery_quote q
              left join commerce.delivery_quote n on n.store_id = q.store_id and n.subject_id = q.subject_id
                and (n.quoted_at > q.quoted_at
                  or (n.quoted_at = q.quoted_at and n.option_id = q.option_id and n.id > q.id)))
              on q.store_id = c.store_id and q.subject_id = c.id
              and q.option_id = coalesce(cast(:option as varchar(200)), k.option_id) and n.id is null
            """;

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
     * Takes in a row of a statement that joins {@link #JOIN}: what was shown under that id for that address. Empty if it
     * was never shown, was replaced, was meant for another address, or has lapsed, as each option does at the latest at
     * the cut-off it depends on. The caller has made sure that the subject is the actor's, and compares
     * {@link StoredQuote#contents()}.
     */
    public Optional<StoredQuote> read(ResultSet row, Scope scope, Address address) throws SQLException {
        if (row.getObject("q_option") == null || !row.getString("address_hash").equals(ContentsKey.of(address))) {
            return Optional.empty();
        }
        return Optional.of(store.quote(row, scope))
                .filter(it -> !it.validUntil().isBefore(world.now()));
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
