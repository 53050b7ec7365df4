package io.tradewind.commerce.spi.payment;

import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.util.Optional;

/**
 * Moves money. Safe for use by many threads.
 *
 * <p>The smallest gateway has {@link #profile}, {@link #authorize} and {@link #query}; every other method says
 * "unsupported" until the profile claims it.
 *
 * <p>For every call with an effect: the operation id MUST be the provider's idempotency key (PAY-IDEM-1 to 6) and MUST be
 * sent once (PAY-LOST-3, PAY-LOST-4); what was not proven to have failed MUST be {@link PaymentResult.Unknown}
 * (PAY-LOST-1, PAY-JUNK-1 to 3, PAY-TIME-1 to 3), and {@link PaymentResult.NotSent} MUST NOT be said once a byte has left
 * (PAY-SENT-1, PAY-SENT-2). Amounts MUST be exact (PAY-AMT-1 to 5) and reported as the provider says them (PAY-AMT-6). The
 * ids name the rules of {@code PaymentGatewayTck} in {@code commerce-testkit}.
 */
public interface PaymentGateway extends Provider {
    /**
     * Returns what this account can do. Constant for the account's life. What is claimed MUST work (PAY-CAP-1); what is not
     * MUST be {@linkplain PaymentResult#unsupported unsupported} without anything sent (PAY-CAP-2).
     */
    PaymentProfile profile();

    /**
     * Asks for the buyer's money; takes it too when {@link AuthorizeRequest#capture()} is {@link CaptureMode#AT_ONCE}
     * (PAY-LIFE-1, PAY-LIFE-2). A decline MUST have its code, its advice and the provider's own code (PAY-DECL-1,
     * PAY-DECL-2); a bad key or request is {@link PaymentResult.Rejected}, never a decline (PAY-DECL-3).
     */
    PaymentResult authorize(AuthorizeRequest request);

    /**
     * Returns what became of the very operation asked about (PAY-QRY-1, PAY-QRY-2, PAY-QRY-5). MUST NOT change anything
     * (PAY-QRY-4); failing to ask MUST be {@link StatusReport.Unavailable}, never "not found" (PAY-QRY-3).
     */
    StatusReport query(StatusQuery query);

    /** Goes on after the buyer came back from a redirect or a 3-D Secure step, with the same operation id (PAY-LIFE-8). */
    default PaymentResult complete(CompleteRequest request) {
        return PaymentResult.unsupported("complete");
    }

    /** Takes authorised money: MUST take the amount asked, in full or in part (PAY-LIFE-3, PAY-LIFE-4). */
    default PaymentResult capture(FollowUp request) {
        return PaymentResult.unsupported("capture");
    }

    /** Gives up what is authorised and not captured (PAY-LIFE-5). */
    default PaymentResult cancel(FollowUp request) {
        return PaymentResult.unsupported("cancel");
    }

    /** Gives captured money back, in full or in part (PAY-LIFE-6); more than was captured MUST be rejected (PAY-LIFE-7). */
    default PaymentResult refund(FollowUp request) {
        return PaymentResult.unsupported("refund");
    }

    /**
     * Raises an authorisation (PAY-LIFE-10). The core does not ask for it yet: nothing is added to an order that is placed.
     */
    default PaymentResult increment(FollowUp request) {
        return PaymentResult.unsupported("increment");
    }

    /**
     * Reads a webhook: the signature MUST be judged first, over the raw bytes, with every valid secret and within five
     * minutes (PAY-HOOK-1 to 4, PAY-HOOK-9), then all of the content read (PAY-HOOK-5 to 8). MUST touch neither network nor
     * storage (PAY-HOOK-10) and MUST NOT throw, whatever came (PAY-HOOK-11).
     */
    default WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        return new WebhookOutcome.NotSupported<>();
    }

    /** Returns access to instruments saved at the provider, when the profile claims it (PAY-LIFE-10, PAY-CAP-2). */
    default Optional<SavedInstruments> savedInstruments() {
        return Optional.empty();
    }
}
