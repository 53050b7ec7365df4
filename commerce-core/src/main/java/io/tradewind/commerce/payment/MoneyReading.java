package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.payment.OrderMoney.Refundable;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Puts together what staff decide by about the money of an order: a fixed number of statements, in one transaction. */
@Singleton
final class MoneyReading {
    private final PaymentStore payments;
    private final OperationStore operations;
    private final RefundStore refunds;
    private final Obligations obligations;
    private final FactStore facts;
    private final PaymentViews views;
    private final Provider<RefundLimits> limits;

    @Inject
    MoneyReading(
            PaymentStore payments,
            OperationStore operations,
            RefundStore refunds,
            Obligations obligations,
            FactStore facts,
            PaymentViews views,
            Provider<RefundLimits> limits) {
        this.payments = payments;
        this.operations = operations;
        this.refunds = refunds;
        this.obligations = obligations;
        this.facts = facts;
        this.views = views;
        this.limits = limits;
    }

    OrderMoney of(Scope scope, UUID order) {
        scope.require(Permission.ORDERS_READ);
        return scope.tx().read("payments.money", handle -> {
            List<PaymentRow> rows = payments.of(handle, scope.storeId(), order);
            Map<UUID, List<OperationRow>> asked = rows.isEmpty()
                    ? Map.of()
                    : operations.of(handle, scope.storeId(), List.of(order)).stream()
                            .collect(Collectors.groupingBy(OperationRow::paymentId));
            Position all = rows.stream().map(PaymentRow::position).reduce(Position.ZERO, Position::plus);
            return new OrderMoney(
                    rows.stream()
                            .map(it -> views.payment(it, asked.getOrDefault(it.id(), List.of()), true))
                            .toList(),
                    rows.isEmpty() ? List.of() : refunds.of(handle, scope.storeId(), order),
                    facts.of(handle, scope.storeId(), order),
                    scope.money(all.authorized()),
                    scope.money(all.captured() + all.extCaptured()),
                    scope.money(all.refunded() + all.extRefunded()),
                    scope.money(all.chargedBack()),
                    scope.money(all.open()),
                    scope.money(rows.stream()
                            .filter(it -> !it.unwanted())
                            .mapToLong(PaymentRow::capturable)
                            .sum()),
                    scope.money(all.capturePending()),
                    scope.money(all.refundPending()),
                    refundable(handle, scope, order, rows, obligations.keeps(handle, scope, rows)));
        });
    }

    /** The same bounds that a refund is held to, worked out before anybody presses. */
    private Refundable refundable(
            Handle handle, Scope scope, UUID order, List<PaymentRow> rows, Map<UUID, Long> keeps) {
        Money most = scope.money(
                rows.stream().mapToLong(it -> Refunds.available(it, keeps)).sum());
        RefundLimits.Limits paid = limits.get().of(handle, scope, order);
        Map<UUID, Long> lines = new HashMap<>();
        paid.lines().forEach((line, money) -> lines.put(line, scope.minor(money)));
        long delivery = scope.minor(paid.delivery());
        for (RefundStore.Granted granted : refunds.granted(handle, scope.storeId(), order)) {
            if (granted.kind() == ShareKind.LINE && granted.line() != null) {
                lines.merge(granted.line(), -granted.amount(), Long::sum);
            } else if (granted.kind() == ShareKind.DELIVERY) {
                delivery -= granted.amount();
            }
        }
        Map<UUID, Money> left = new HashMap<>();
        lines.forEach((line, amount) -> left.put(line, within(scope, amount, most)));
        return new Refundable(most, left, within(scope, delivery, most));
    }

    private static Money within(Scope scope, long amount, Money most) {
        Money money = scope.money(Math.max(0, amount));
        return money.isGreaterThan(most) ? most : money;
    }
}
