package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.PaymentFact;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A row of table dispute.
 *
 * @param charged what was booked as charged back, in minor units
 * @param heardAt when the provider says that the present stage was reached
 */
record DisputeRow(
        int storeId,
        UUID id,
        UUID paymentId,
        UUID checkoutId,
        String account,
        String ref,
        DisputeStage stage,
        int version,
        Money amount,
        long charged,
        @Nullable Instant answerBy,
        Instant heardAt,
        Instant openedAt) {

    /** The same dispute as it was heard of now. */
    DisputeRow heard(PaymentFact.Dispute news, long chargedNow, Instant at) {
        return new DisputeRow(
                storeId,
                id,
                paymentId,
                checkoutId,
                account,
                ref,
                news.stage(),
                version + 1,
                news.amount(),
                chargedNow,
                news.answerBy().orElse(answerBy),
                at,
                openedAt);
    }

    Dispute dispute() {
        return new Dispute(
                id,
                paymentId,
                checkoutId,
                account,
                ref,
                stage,
                amount,
                Money.ofMinor(amount.getCurrencyUnit(), charged),
                Optional.ofNullable(answerBy),
                openedAt);
    }
}
