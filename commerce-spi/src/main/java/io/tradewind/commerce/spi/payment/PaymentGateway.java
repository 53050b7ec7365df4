package io.tradewind.commerce.spi.payment;

import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.util.Optional;

/**
 * Moves money. Safe for use by many threads.
 *
 * <p>The smallest gateway has {@link #profile}, {@link #authorize} and {@link #query}; every other method says
 * "unsupported" until the profile claims it. Rules for every call with an effect: the operation id is the provider's
 * idempotency key; it is sent once; what was not proven to have failed is {@link PaymentResult.Unknown}.
 */
public interface PaymentGateway extends Provider {
    /** Returns what this account can do. Constant for the account's life. */
    PaymentProfile profile();

    /** Asks for the buyer's money; takes it too when {@link AuthorizeRequest#capture()} is {@link CaptureMode#AT_ONCE}. */
    PaymentResult authorize(AuthorizeRequest request);

    /** Returns what became of an operation. MUST NOT change anything; failing to ask is {@link StatusReport.Unavailable}. */
    StatusReport query(StatusQuery query);

    /** Goes on after the buyer came back from a redirect or a 3-D Secure step, with the same operation id. */
    default PaymentResult complete(CompleteRequest request) {
        return PaymentResult.unsupported("complete");
    }

    /** Takes authorised money, in full or in part. */
    default PaymentResult capture(FollowUp request) {
        return PaymentResult.unsupported("capture");
    }

    /** Gives up what is authorised and not captured. */
    default PaymentResult cancel(FollowUp request) {
        return PaymentResult.unsupported("cancel");
    }

    /** Gives captured money back, in full or in part. */
    default PaymentResult refund(FollowUp request) {
        return PaymentResult.unsupported("refund");
    }

    /** Raises an authorisation. */
    default PaymentResult increment(FollowUp request) {
        return PaymentResult.unsupported("increment");
    }

    /** Reads a webhook: signature over the raw bytes first, then the content. Touches neither network nor storage. */
    default WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        return new WebhookOutcome.NotSupported<>();
    }

    /** Returns access to instruments saved at the provider, when the profile claims it. */
    default Optional<SavedInstruments> savedInstruments() {
        return Optional.empty();
    }
}
