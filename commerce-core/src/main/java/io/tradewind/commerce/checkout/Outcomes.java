package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLinks;
import io.tradewind.commerce.payment.Attempt;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What has become of a submitted checkout, as its buyer is told. Safe for many threads. */
@Singleton
final class Outcomes {
    /** An attempt in one of these has no news that the checkout is about to take in. */
    private static final Set<OperationState> STANDING =
            EnumSet.of(OperationState.ACTION_REQUIRED, OperationState.PENDING, OperationState.UNKNOWN);

    private static final Duration PATIENCE = Duration.ofSeconds(35);
    private static final Duration FIRST_STEP = Duration.ofMillis(10);
    private static final Duration LONGEST_STEP = Duration.ofMillis(200);

    private final CheckoutStore store;
    private final Operations operations;
    private final OrderLinks links;
    private final World world;

    @Inject
    Outcomes(CheckoutStore store, Operations operations, OrderLinks links, World world) {
        this.store = store;
        this.operations = operations;
        this.links = links;
        this.world = world;
    }

    /** The checkout, if the actor may see it; a foreign one does not exist. */
    CheckoutRow read(Scope scope, UUID id) {
        return scope.tx().read("checkout.read", handle -> visible(scope, store.find(handle, scope, id)));
    }

    static CheckoutRow visible(Scope scope, Optional<CheckoutRow> found) {
        return found.filter(row -> Submission.mine(scope, row))
                .orElseThrow(() -> CommerceException.notFound("checkout"));
    }

    /** Waits, for a bounded time, while the call of another thread or node is on its way to the provider. */
    Placement settled(Scope scope, UUID id) {
        Duration waited = Duration.ZERO;
        Duration step = FIRST_STEP;
        while (true) {
            CheckoutRow row = read(scope, id);
            boolean moving = row.state() == CheckoutState.PAYING
                    && attempt(scope, id)
                            .filter(it -> !STANDING.contains(it.state()))
                            .isPresent();
            if (!moving || waited.compareTo(PATIENCE) > 0) {
                return of(scope, row);
            }
            world.pause(step);
            waited = waited.plus(step);
            step = step.multipliedBy(2).compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(2) : LONGEST_STEP;
        }
    }

    /** As it stands, without waiting for anybody. */
    Placement of(Scope scope, CheckoutRow row) {
        return switch (row.state()) {
            case COMPLETED ->
                new Placement.Placed(new PlacedOrder(
                        new OrderId(row.id()),
                        row.orderNumber(),
                        row.snapshot().orElseThrow().order().total(),
                        links.token(scope.storeId(), row.id()),
                        attempt(scope, row.id()).filter(Attempt::payLater).flatMap(Attempt::action)));
            case PAYING -> underWay(scope, row);
            case OPEN ->
                new Placement.Refused(
                        Refusal.of("not-paid", "payment", row.refusal().orElse("It is not paid yet.")));
            case CANCELLED ->
                new Placement.Refused(
                        Refusal.of("cannot-place", row.refusal().orElse("This checkout was left. Start again.")));
            case EXPIRED -> new Placement.Refused(Refusal.of("expired", "This checkout has expired. Start again."));
        };
    }

    private Placement underWay(Scope scope, CheckoutRow row) {
        CheckoutId id = new CheckoutId(row.id());
        return attempt(scope, row.id())
                .filter(it -> it.state() == OperationState.ACTION_REQUIRED)
                .flatMap(Attempt::action)
                .<Placement>map(action -> new Placement.ActionRequired(id, action))
                .orElseGet(() -> new Placement.Confirming(id));
    }

    /** The newest attempt to pay for it. */
    Optional<Attempt> attempt(Scope scope, UUID checkoutId) {
        return scope.tx().read("checkout.attempt", handle -> operations.latest(handle, scope, checkoutId));
    }
}
