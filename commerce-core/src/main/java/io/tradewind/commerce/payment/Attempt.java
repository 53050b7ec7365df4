package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.Retry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * An attempt to pay for a checkout, as it stands after the last thing that was learnt.
 *
 * @param paymentId the payment at the provider
 * @param operationId the attempt's operation, its idempotency key
 * @param checkoutId the checkout, and later the order
 * @param account plugin account
 * @param state where it stands
 * @param payLater true if the buyer pays after the order is placed: a pending attempt is then no reason to wait
 * @param amount what was asked for
 * @param quoteHash hash of the frozen quote that the payment is bound to
 * @param authorized reserved so far, captured money included
 * @param captured taken so far
 * @param action what the buyer has to do; present while the state is ACTION_REQUIRED, and for instructions of
 *     pay-later methods
 * @param actionExpiresAt until when the buyer can do it
 * @param decline why it was declined
 * @param retry whether another try makes sense, if it was declined
 */
@Internal
public record Attempt(
        UUID paymentId,
        UUID operationId,
        UUID checkoutId,
        String account,
        OperationState state,
        boolean payLater,
        Money amount,
        String quoteHash,
        Money authorized,
        Money captured,
        Optional<NextAction> action,
        Optional<Instant> actionExpiresAt,
        Optional<DeclineCode> decline,
        Optional<Retry> retry) {
    /** True if the money is there, taken or reserved. */
    public boolean isApproved() {
        return state == OperationState.APPROVED;
    }

    /** True if an order may be placed on it: the money is there, or the buyer pays later. */
    public boolean assures() {
        return isApproved() || (payLater && state == OperationState.PENDING);
    }
}
