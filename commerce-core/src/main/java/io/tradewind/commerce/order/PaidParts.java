package io.tradewind.commerce.order;

import io.tradewind.commerce.payment.RefundLimits;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Tells refunds what was paid for each line of an order, and for its delivery: whatever the lines do not account for. */
@Internal
@Singleton
public final class PaidParts implements RefundLimits {
    private final OrderBook orders;

    @Inject
    PaidParts(OrderBook orders) {
        this.orders = orders;
    }

    @Override
    public Limits of(Handle handle, Scope scope, UUID orderId) {
        return orders.find(handle, scope, orderId)
                .map(PaidParts::limits)
                .orElseGet(() -> new Limits(Map.of(), scope.money(0)));
    }

    private static Limits limits(OrderRow order) {
        Map<UUID, Money> lines = new HashMap<>();
        Money delivery = order.total();
        for (OrderLine line : order.lines()) {
            // at least this much of it went back with cancelled units; what was taken in all is a limit of its own
            Money cancelled =
                    line.paid().dividedBy(line.quantity(), RoundingMode.DOWN).multipliedBy(line.cancelled());
            lines.put(line.id(), line.paid().minus(cancelled));
            delivery = delivery.minus(line.paid());
        }
        return new Limits(lines, delivery);
    }
}
