package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Knows what was paid for each part of an order, and so what may be refunded for it at most. */
@Internal
public interface RefundLimits {
    /** What was paid, tax included; empty limits for an unknown order. */
    Limits of(Handle handle, Scope scope, UUID orderId);

    /**
     * What was paid.
     *
     * @param lines by line, after discounts
     * @param delivery for delivery, after discounts
     */
    record Limits(Map<UUID, Money> lines, Money delivery) {
        /** Copies the map. */
        public Limits {
            lines = Map.copyOf(lines);
        }
    }
}
