package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ends open checkouts that nobody has touched for a day, and gives back what a declined attempt still holds, such as the
 * use of a code; their carts stay. A paying one never ends by time. Safe for many threads and nodes.
 */
@Internal
@Singleton
public final class CheckoutExpiry {
    private static final Duration IDLE = Duration.ofHours(24);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final String NAME = "checkout-expiry";

    private final CheckoutStore store;
    private final CartBook carts;
    private final CodeUses codes;
    private final Reservations reservations;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    CheckoutExpiry(
            CheckoutStore store,
            CartBook carts,
            CodeUses codes,
            Reservations reservations,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.carts = carts;
        this.codes = codes;
        this.reservations = reservations;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that does it. */
    public Job job() {
        return new Job(NAME, EVERY, this::step);
    }

    private int step() {
        Instant before = world.now().minus(IDLE);
        List<CheckoutStore.Idle> idle = tx.read(NAME, handle -> store.idle(handle, before));
        return (int) idle.stream()
                .filter(it -> scopes.knows(it.storeId()))
                .filter(it -> expire(it, before))
                .count();
    }

    private boolean expire(CheckoutStore.Idle idle, Instant before) {
        Scope scope = scopes.system(idle.storeId(), NAME);
        return tx.write(NAME, handle -> {
            carts.lockRow(handle, scope, idle.cartId());
            CheckoutRow row = store.lock(handle, scope, idle.id()).orElseThrow();
            if (!store.expire(handle, scope, row.id(), before, world.now())) {
                return false;
            }
            codes.release(handle, scope, row.id());
            reservations.release(handle, scope, row.id());
            outbox.record(
                    handle,
                    scope,
                    List.of(Change.of(
                            CheckoutFlow.FLOW.machine(),
                            row.id(),
                            row.version() + 1,
                            CheckoutState.OPEN.name(),
                            CheckoutState.EXPIRED.name(),
                            row.id(),
                            null)));
            return true;
        });
    }
}
