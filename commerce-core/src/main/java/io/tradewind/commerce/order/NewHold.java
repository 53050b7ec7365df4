package io.tradewind.commerce.order;

import io.tradewind.commerce.spi.Internal;
import java.util.Optional;

/**
 * A hold with which an order is placed.
 *
 * @param reason for staff
 * @param by who sets it; empty for whoever places the order
 */
@Internal
public record NewHold(HoldKind kind, String reason, Optional<String> by) {
    /** Money is awaited. */
    public static NewHold payment() {
        return new NewHold(HoldKind.PAYMENT, "set when placed", Optional.empty());
    }
}
