package io.tradewind.commerce.spi.event;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.payment.DisputeStage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A buyer's bank disputes a payment, or a dispute has gone on. Comes once for each stage.
 *
 * @param store key of the store
 * @param paymentId the payment
 * @param dispute the provider's reference of the dispute
 * @param orderId the order, once there is one
 * @param stage how far it is
 * @param amount how much is disputed
 * @param answerBy until when evidence is taken, if known
 * @param at when it was heard
 * @param actor who heard it
 */
public record PaymentDisputed(
        String store,
        UUID paymentId,
        String dispute,
        Optional<UUID> orderId,
        DisputeStage stage,
        Money amount,
        Optional<Instant> answerBy,
        Instant at,
        String actor)
        implements CommerceEvent {
    /** Refuses missing parts. */
    public PaymentDisputed {
        requireNonNull(store, "store");
        requireNonNull(paymentId, "paymentId");
        requireNonNull(dispute, "dispute");
        requireNonNull(orderId, "orderId");
        requireNonNull(stage, "stage");
        requireNonNull(amount, "amount");
        requireNonNull(answerBy, "answerBy");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
    }

    @Override
    public UUID subject() {
        return paymentId;
    }
}
