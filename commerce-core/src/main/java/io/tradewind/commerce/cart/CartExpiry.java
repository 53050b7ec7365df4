package io.tradewind.commerce.cart;

import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Puts carts away that nobody has touched for 30 days. Checkouts end long before, so none can be running on them.
 * Nothing is deleted: a change by the owner takes the cart up again. Safe for many threads and nodes.
 */
@Internal
@Singleton
public final class CartExpiry {
    private static final Duration IDLE = Duration.ofDays(30);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final String NAME = "cart-expiry";

    private final Tx tx;
    private final Scopes scopes;
    private final CartStore store;
    private final Outbox outbox;
    private final World world;

    @Inject
    CartExpiry(Tx tx, Scopes scopes, CartStore store, Outbox outbox, World world) {
        this.tx = tx;
        this.scopes = scopes;
        this.store = store;
        this.outbox = outbox;
        this.world = world;
    }

    /** The job that does it. */
    public Job job() {
        return new Job(NAME, EVERY, this::step);
    }

    private int step() {
        Instant before = world.now().minus(IDLE);
        List<CartStore.Idle> idle = tx.read(NAME, handle -> store.idle(handle, before));
        int count = 0;
        for (CartStore.Idle cart : idle) {
            if (scopes.knows(cart.store()) && expire(cart, before)) {
                count++;
            }
        }
        return count;
    }

    private boolean expire(CartStore.Idle cart, Instant before) {
        Scope scope = scopes.system(cart.store(), NAME);
        return tx.write(NAME, handle -> {
            if (!store.expire(handle, scope, cart.id(), before)) {
                return false;
            }
            outbox.record(
                    handle,
                    scope,
                    List.of(Carts.moved(cart.id(), cart.version() + 1, CartState.ACTIVE, CartState.EXPIRED)));
            return true;
        });
    }
}
