package io.tradewind.commerce.checkout;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Ends open checkouts that nobody has touched for a day; their carts stay. A paying one never ends by time. */
@Internal
@Singleton
public final class CheckoutSweep {
    private static final Duration IDLE = Duration.ofHours(24);

    private final CheckoutStore store;
    private final Reservations reservations;
    private final CodeUses codes;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    CheckoutSweep(
            CheckoutStore store,
            Reservations reservations,
            CodeUses codes,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.reservations = reservations;
        this.codes = codes;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** Ends up to a hundred; says how many. */
    public int step() {
        List<CheckoutStore.Idle> idle = tx.read(
                "checkout.idle", handle -> store.idle(handle, world.now().minus(IDLE)));
        return (int) idle.stream()
                .filter(it -> scopes.knows(it.storeId()))
                .filter(this::expire)
                .count();
    }

    private boolean expire(CheckoutStore.Idle idle) {
        Scope scope = scopes.system(idle.storeId(), "checkout-sweep");
        return tx.write("checkout.expire", handle -> {
            CheckoutRow row = store.lock(handle, scope, idle.id()).orElse(null);
            if (row == null
                    || !store.end(
                            handle, scope, idle.id(), CheckoutMove.EXPIRE, CheckoutState.EXPIRED, null, world.now())) {
                return false;
            }
            codes.release(handle, scope, idle.id());
            reservations.release(handle, scope, idle.id());
            outbox.record(
                    handle,
                    scope,
                    List.of(Change.of(
                            CheckoutFlow.FLOW.machine(),
                            row.id(),
                            row.version() + 1,
                            row.state().name(),
                            CheckoutState.EXPIRED.name(),
                            row.id(),
                            null)));
            return true;
        });
    }
}
