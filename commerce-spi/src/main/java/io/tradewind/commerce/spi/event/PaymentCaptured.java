package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Money was taken.
 *
 * @param store key of the store
 * @param paymentId the payment
 * @param operationId the operation that did it
 * @param orderId the order, once there is one
 * @param amount how much
 * @param at when it happened
 * @param actor who did it
 */
public record PaymentCaptured(
        String store, UUID paymentId, UUID operationId, Optional<UUID> orderId, Money amount, Instant at, String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public PaymentCaptured {
        requireNonNull(store, "store");
        requireNonNull(paymentId, "paymentId");
        requireNonNull(operationId, "operationId");
        requireNonNull(orderId, "orderId");
        requireNonNull(amount, "amount");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return paymentId;
    }
}
