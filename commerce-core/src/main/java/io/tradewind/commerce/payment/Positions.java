package io.tradewind.commerce.payment;

import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Adds the payments of orders up. */
@Singleton
final class Positions {
    private final PaymentStore payments;
    private final OperationStore operations;
    private final RefundStore refunds;
    private final ObligationStore obligations;

    @Inject
    Positions(PaymentStore payments, OperationStore operations, RefundStore refunds, ObligationStore obligations) {
        this.payments = payments;
        this.operations = operations;
        this.refunds = refunds;
        this.obligations = obligations;
    }

    Map<UUID, PaymentPosition> of(Handle handle, Scope scope, Collection<UUID> checkouts) {
        if (checkouts.isEmpty()) {
            return Map.of();
        }
        int store = scope.storeId();
        Map<UUID, List<PaymentRow>> rows = new LinkedHashMap<>();
        for (PaymentRow row : payments.of(handle, store, checkouts)) {
            rows.computeIfAbsent(row.checkoutId(), id -> new ArrayList<>()).add(row);
        }
        if (rows.isEmpty()) {
            return Map.of();
        }
        List<UUID> paid = List.copyOf(rows.keySet());
        Map<UUID, List<OperationRow>> asked =
                operations.of(handle, store, paid).stream().collect(Collectors.groupingBy(OperationRow::checkoutId));
        Map<UUID, Long> granted = refunds.granted(handle, store, paid);
        Map<UUID, Long> keep = obligations.keep(
                handle,
                store,
                rows.values().stream().flatMap(List::stream).map(PaymentRow::id).toList());
        Map<UUID, PaymentPosition> positions = new HashMap<>();
        rows.forEach((id, all) -> positions.put(
                id, sum(scope, all, asked.getOrDefault(id, List.of()), granted.getOrDefault(id, 0L), keep)));
        return positions;
    }

    boolean hasUndecided(Handle handle, Scope scope, UUID checkout) {
        Set<UUID> later = payments.of(handle, scope.storeId(), checkout).stream()
                .filter(PaymentRow::payLater)
                .map(PaymentRow::id)
                .collect(Collectors.toSet());
        return operations.of(handle, scope.storeId(), List.of(checkout)).stream()
                .filter(it -> !(it.isAttempt() && later.contains(it.paymentId())))
                .anyMatch(it -> it.state().isUndecided() || it.dueAt() != null);
    }

    private static PaymentPosition sum(
            Scope scope, List<PaymentRow> rows, List<OperationRow> asked, long credited, Map<UUID, Long> keep) {
        Position all = rows.stream().map(PaymentRow::position).reduce(Position.ZERO, Position::plus);
        return new PaymentPosition(
                scope.money(all.captured() + all.extCaptured()),
                scope.money(all.refunded() + all.extRefunded()),
                scope.money(all.chargedBack()),
                scope.money(all.open() + all.capturePending()),
                scope.money(credited),
                scope.money(all.refundPending()),
                scope.money(staying(rows, keep, Position::net)),
                scope.money(staying(rows, keep, Position::secured)),
                rows.stream().anyMatch(row -> !row.payLater() && awaits(row, asked)),
                rows.stream().anyMatch(row -> row.payLater() && awaits(row, asked)),
                rows.stream().anyMatch(PaymentRow::disputed));
    }

    /** What is owed back does not pay an order any more, although it is still here. */
    private static long staying(List<PaymentRow> rows, Map<UUID, Long> keep, ToLongFunction<Position> there) {
        return rows.stream()
                .mapToLong(it -> Math.min(
                        there.applyAsLong(it.position()) - it.position().refundPending(),
                        keep.getOrDefault(it.id(), Long.MAX_VALUE)))
                .sum();
    }

    private static boolean awaits(PaymentRow row, List<OperationRow> asked) {
        return asked.stream()
                .anyMatch(it -> it.isAttempt()
                        && it.paymentId().equals(row.id())
                        && it.state().isUndecided());
    }
}
