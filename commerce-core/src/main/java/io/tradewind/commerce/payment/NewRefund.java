package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Internal;
import java.util.List;
import java.util.UUID;

/**
 * A refund somebody asks for.
 *
 * @param orderId the order
 * @param shares what it is for; their sum is refunded
 * @param reason for people, at most 500 characters
 * @param cause what brings it about, such as {@code return:…}; the same cause again returns the first refund
 */
@Internal
public record NewRefund(UUID orderId, List<RefundShare> shares, String reason, String cause) {
    /** Copies the list. */
    public NewRefund {
        shares = List.copyOf(shares);
    }
}
