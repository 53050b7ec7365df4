package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.Optional;
import java.util.function.Supplier;

/** What an exchange that brought no object of PayPal's means for an operation with an effect. */
final class Failures {
    private Failures() {}

    /**
     * The result of a call with an effect that did not bring what it asked for.
     *
     * @param ref the payment, if it is known
     */
    static PaymentResult of(Said said, Optional<ProviderRef> ref) {
        if (said instanceof Said.NotSent it) {
            return new PaymentResult.NotSent(it.why());
        } else if (said instanceof Said.No it) {
            return no(it);
        }
        return unknown(ref, Said.say(said));
    }

    /** The result when the question before a call with an effect failed: nothing was done in this attempt. */
    static PaymentResult before(Said said) {
        return said instanceof Said.No it
                ? no(it)
                : new PaymentResult.NotSent("the order is not known: " + Said.say(said));
    }

    /** Makes a result of what was read; what cannot be read is unknown. */
    static PaymentResult reading(Optional<ProviderRef> ref, Supplier<PaymentResult> read) {
        try {
            return read.get();
        } catch (Unreadable odd) {
            return unknown(ref, String.valueOf(odd.getMessage()));
        } catch (RuntimeException junk) { // Joda-Money's and the SPI's own checks of values
            return unknown(ref, "the answer cannot be read");
        }
    }

    static PaymentResult unknown(Optional<ProviderRef> ref, String why) {
        return new PaymentResult.Unknown(ref, why, Details.NONE);
    }

    static PaymentResult rejected(RejectCode code, String why) {
        return new PaymentResult.Rejected(code, why, Details.NONE);
    }

    private static PaymentResult no(Said.No no) {
        Said.Problem problem = no.problem();
        if (no.status() != 401) {
            Optional<PaymentResult> decline = Declines.of(problem.issue());
            if (decline.isPresent()) {
                return decline.get();
            }
        }
        return new PaymentResult.Rejected(code(no), problem.say(), Details.code(problem.issue()));
    }

    private static RejectCode code(Said.No no) {
        if (no.status() == 401) {
            return RejectCode.BAD_CREDENTIALS;
        }
        return switch (no.problem().issue()) {
            case "INVALID_RESOURCE_ID", "RESOURCE_NOT_FOUND" -> RejectCode.NOT_FOUND;
            case "DUPLICATE_REQUEST_ID" -> RejectCode.KEY_REUSED;
            case "AUTHORIZATION_ALREADY_CAPTURED",
                    "CAPTURE_FULLY_REFUNDED",
                    "DUPLICATE_INVOICE_ID",
                    "ORDER_ALREADY_AUTHORIZED",
                    "ORDER_ALREADY_CAPTURED",
                    "PREVIOUSLY_CAPTURED",
                    "PREVIOUSLY_VOIDED" -> RejectCode.ALREADY_DONE;
            case "REFUND_AMOUNT_EXCEEDED", "MAX_CAPTURE_AMOUNT_EXCEEDED", "AUTHORIZATION_AMOUNT_EXCEEDED" ->
                RejectCode.AMOUNT_EXCEEDS;
            case "AUTH_CAPTURE_NOT_ENABLED",
                    "INVALID_ACCOUNT_STATUS",
                    "PAYEE_ACCOUNT_INVALID",
                    "PAYEE_ACCOUNT_LOCKED_OR_CLOSED",
                    "PAYEE_ACCOUNT_NOT_VERIFIED",
                    "PAYEE_ACCOUNT_RESTRICTED",
                    "TRANSACTION_RECEIVING_LIMIT_EXCEEDED" -> RejectCode.MISCONFIGURED;
            case "PERMISSION_DENIED", "NOT_AUTHORIZED" -> RejectCode.BAD_CREDENTIALS;
            default ->
                no.status() == 403
                        ? RejectCode.BAD_CREDENTIALS
                        : no.status() == 404 ? RejectCode.NOT_FOUND : RejectCode.INVALID_REQUEST;
        };
    }
}
