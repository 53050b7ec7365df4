package io.tradewind.commerce.order;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.promotion.Commissions;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.PaymentDisputed;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Keeps goods in the building while the buyer's bank disputes their payment: an order that has not left yet is held, and
 * goes on when the dispute is won. A lost one stays held for staff, and its commission is taken back. Called at least
 * once for each stage. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class DisputeHolds {
    private static final String NAME = "dispute";

    private final OrderStore store;
    private final OrderBook book;
    private final Operations operations;
    private final Commissions commissions;
    private final WarehouseWork work;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;

    @Inject
    DisputeHolds(
            OrderStore store,
            OrderBook book,
            Operations operations,
            Commissions commissions,
            WarehouseWork work,
            Outbox outbox,
            Scopes scopes,
            Tx tx) {
        this.store = store;
        this.book = book;
        this.operations = operations;
        this.commissions = commissions;
        this.work = work;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
    }

    /** A dispute about that order's payment has reached a stage. */
    public void heard(int storeId, UUID orderId, PaymentDisputed event) {
        Scope scope = scopes.system(storeId, NAME);
        tx.write("dispute-holds.heard", handle -> {
            operations.lock(handle, scope, orderId);
            Optional<OrderRow> found = store.lock(handle, scope, orderId);
            found.ifPresent(order -> outbox.record(handle, scope, heard(handle, scope, order, event)));
            return found.isPresent();
        });
    }

    private List<Change> heard(Handle handle, Scope scope, OrderRow order, PaymentDisputed event) {
        boolean disputed = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()))
                .disputed();
        List<Change> changes = new ArrayList<>();
        if (event.stage() == DisputeStage.LOST) {
            takeBack(handle, scope, order, event);
        }
        boolean keep = disputed || event.stage() == DisputeStage.LOST;
        if (keep && order.state() == OrderState.PLACED && order.isHere() && !isReviewed(order)) {
            String why = "the buyer's bank disputes the payment: " + event.dispute();
            changes.add(book.hold(handle, scope, order, HoldKind.REVIEW, why));
            changes.addAll(work.callBack(handle, scope, order));
        } else if (!keep && isMine(scope, order)) {
            book.lift(handle, scope, order, HoldKind.REVIEW).ifPresent(changes::add);
            changes.addAll(work.releaseIfReady(handle, scope, order.without(HoldKind.REVIEW)));
        }
        return changes;
    }

    /** In proportion to what was lost of the whole sum. */
    private void takeBack(Handle handle, Scope scope, OrderRow order, PaymentDisputed event) {
        if (order.influencer().isEmpty()
                || !event.amount().isSameCurrency(order.total())
                || order.total().isZero()) {
            return;
        }
        long net = order.lines().stream()
                .mapToLong(line -> scope.minor(LineShares.net(line, line.wanted())))
                .sum();
        long lost = Math.min(scope.minor(event.amount()), scope.minor(order.total()));
        Money share = scope.money(BigInteger.valueOf(net)
                .multiply(BigInteger.valueOf(lost))
                .divide(BigInteger.valueOf(scope.minor(order.total())))
                .longValueExact());
        UUID cause = UUID.nameUUIDFromBytes((order.id() + event.dispute()).getBytes(StandardCharsets.UTF_8));
        commissions.reverse(handle, scope, order.id(), cause, share);
    }

    private static boolean isReviewed(OrderRow order) {
        return order.holds().stream().anyMatch(it -> it.kind() == HoldKind.REVIEW);
    }

    /** What somebody else has set for a reason of theirs is not lifted. */
    private static boolean isMine(Scope scope, OrderRow order) {
        String me = scope.actor().label();
        return isReviewed(order)
                && order.holds().stream()
                        .filter(it -> it.kind() == HoldKind.REVIEW)
                        .allMatch(it -> it.setBy().equals(me));
    }
}
