package io.tradewind.commerce.payment;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Money on its way back to a buyer. Immutable.
 *
 * @param id the refund
 * @param orderId the order
 * @param state where it stands
 * @param amount how much, positive
 * @param reason why, for people
 * @param proposedBy who asked for it
 * @param approvedBy who granted it; empty until then
 * @param createdAt when it was asked for
 */
public record Refund(
        UUID id,
        UUID orderId,
        RefundState state,
        Money amount,
        String reason,
        String proposedBy,
        String approvedBy,
        Instant createdAt) {}
