package io.tradewind.commerce.payment.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.http.TransportFailure;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.Optional;

/** What an exchange that brought no object of Stripe's means for an operation with an effect. */
final class Failures {
    /** One exchange with Stripe. */
    interface Exchange<T> {
        T run() throws StripeException;
    }

    /** Reads an error of Stripe's that one kind of operation knows better, or leaves it to the general rule. */
    interface Special {
        Optional<PaymentResult> read(StripeError error);
    }

    private Failures() {}

    /** Runs an exchange; whatever it throws becomes a result. */
    static PaymentResult attempt(Exchange<PaymentResult> exchange, Special special) {
        try {
            return exchange.run();
        } catch (StripeException failed) {
            return error(failed).flatMap(special::read).orElseGet(() -> result(failed));
        } catch (RuntimeException junk) { // the library has no checked way to say that an answer is not Stripe's
            return unknown(Optional.empty(), "the answer cannot be read", Details.NONE);
        }
    }

    static PaymentResult attempt(Exchange<PaymentResult> exchange) {
        return attempt(exchange, error -> Optional.empty());
    }

    /** Returns Stripe's own error; empty if the answer was not one of Stripe's. */
    static Optional<StripeError> error(StripeException failed) {
        return Optional.ofNullable(failed.getStripeError()).filter(it -> it.getType() != null);
    }

    /** Says for staff what went wrong, without what the server sent as page. */
    static String say(StripeException failed) {
        Optional<TransportFailure> transport = TransportFailure.in(failed);
        if (transport.isPresent()) {
            HttpReply reply = transport.get().reply();
            return reply instanceof HttpReply.NotSent it ? it.why() : ((HttpReply.Unknown) reply).why();
        }
        return error(failed)
                .map(it -> "Stripe says " + failed.getStatusCode() + " " + it.getType() + words(it.getCode())
                        + words(it.getParam()) + words(failed.getRequestId()) + text(it))
                .orElse("no answer of Stripe's, status " + failed.getStatusCode());
    }

    private static String words(String word) {
        return word == null ? "" : " " + word;
    }

    /** Stripe's sentence; of a refused key it repeats parts, so it is left out. */
    private static String text(StripeError error) {
        return error.getMessage() == null || error.getMessage().contains("API Key") ? "" : ": " + error.getMessage();
    }

    static PaymentResult result(StripeException failed) {
        Optional<TransportFailure> transport = TransportFailure.in(failed);
        if (transport.isPresent()) {
            String why = say(failed);
            return transport.get().reply() instanceof HttpReply.NotSent
                    ? new PaymentResult.NotSent(why)
                    : unknown(Optional.empty(), why, Details.NONE);
        }
        Optional<StripeError> error = error(failed);
        int status = Optional.ofNullable(failed.getStatusCode()).orElse(0);
        if (error.isEmpty() || status >= 500 || status == 409 || status < 400) {
            Optional<ProviderRef> ref = error.map(StripeError::getPaymentIntent)
                    .map(PaymentIntent::getId)
                    .map(ProviderRef::new);
            Details details = error.map(it -> Details.code(code(it))).orElse(Details.NONE);
            return unknown(ref, say(failed), details);
        }
        if (Declines.isOne(error.get())) {
            return Declines.of(error.get());
        }
        return rejected(reject(status, error.get()), say(failed), Details.code(code(error.get())));
    }

    private static String code(StripeError error) {
        return Optional.ofNullable(error.getCode()).orElse(error.getType());
    }

    private static RejectCode reject(int status, StripeError error) {
        if (status == 401 || status == 403) {
            return RejectCode.BAD_CREDENTIALS;
        } else if ("idempotency_error".equals(error.getType())) {
            return RejectCode.KEY_REUSED;
        }
        boolean amount = "amount".equals(error.getParam()) || "amount_to_capture".equals(error.getParam());
        return switch (code(error)) {
            case "resource_missing" ->
                "payment_method".equals(error.getParam()) ? RejectCode.INVALID_REQUEST : RejectCode.NOT_FOUND;
            case "charge_already_captured", "charge_already_refunded" -> RejectCode.ALREADY_DONE;
            case "amount_too_large" -> RejectCode.AMOUNT_EXCEEDS;
            case "balance_insufficient", "payment_method_unactivated", "account_invalid", "testmode_charges_only" ->
                RejectCode.MISCONFIGURED;
            case "invalid_request_error" ->
                amount && String.valueOf(error.getMessage()).contains("greater than")
                        ? RejectCode.AMOUNT_EXCEEDS
                        : RejectCode.INVALID_REQUEST;
            default -> RejectCode.INVALID_REQUEST;
        };
    }

    static PaymentResult rejected(RejectCode code, String why, Details details) {
        return new PaymentResult.Rejected(code, why, details);
    }

    static PaymentResult rejected(RejectCode code, String why) {
        return rejected(code, why, Details.NONE);
    }

    static PaymentResult unknown(Optional<ProviderRef> ref, String why, Details details) {
        return new PaymentResult.Unknown(ref, why, details);
    }
}
