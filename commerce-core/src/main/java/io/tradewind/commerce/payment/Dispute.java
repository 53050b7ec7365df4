package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.DisputeStage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A payment that the buyer's bank disputes, as staff see it. Immutable.
 *
 * @param id the dispute
 * @param paymentId the payment
 * @param orderId the checkout it was made for, and the order if one was placed
 * @param account plugin account the money came through
 * @param reference the provider's reference; evidence is handed in at the provider
 * @param stage how far it is
 * @param amount how much is disputed
 * @param chargedBack how much of it the bank has taken back for good
 * @param answerBy until when evidence is taken, if known
 * @param openedAt when it was heard of
 */
public record Dispute(
        UUID id,
        UUID paymentId,
        UUID orderId,
        String account,
        String reference,
        DisputeStage stage,
        Money amount,
        Money chargedBack,
        Optional<Instant> answerBy,
        Instant openedAt) {
    /** True while the bank has not decided. */
    public boolean isOpen() {
        return stage != DisputeStage.WON && stage != DisputeStage.LOST;
    }
}
