package io.tradewind.commerce.payment.adyen;

import com.adyen.model.ApiError;
import com.adyen.service.exception.ApiException;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.http.TransportFailure;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exchange that brought no result means for an operation with an effect
 * (docs.adyen.com/development-resources/error-codes, read 2026-11-25).
 */
final class Failures {
    /** One exchange with Adyen. */
    interface Exchange<T> {
        T run() throws ApiException, IOException;
    }

    private static final String TRANSIENT = "transient-error";

    private Failures() {}

    /** Runs an exchange; whatever it throws becomes a result. */
    static PaymentResult attempt(Exchange<PaymentResult> exchange) {
        try {
            return exchange.run();
        } catch (ApiException failed) {
            return result(failed);
        } catch (IOException failed) {
            String why = say(failed);
            return TransportFailure.in(failed)
                            .filter(it -> it.reply() instanceof HttpReply.NotSent)
                            .isPresent()
                    ? new PaymentResult.NotSent(why)
                    : unknown(Optional.empty(), why, Details.NONE);
        } catch (RuntimeException junk) { // JSON, Joda-Money and our own readers throw as they like
            return unknown(Optional.empty(), "the answer cannot be read", Details.NONE);
        }
    }

    /** Says for staff what became of the line. */
    static String say(IOException failed) {
        Optional<TransportFailure> transport = TransportFailure.in(failed);
        if (transport.isEmpty()) {
            return "the exchange broke";
        }
        HttpReply reply = transport.get().reply();
        return reply instanceof HttpReply.NotSent it ? it.why() : ((HttpReply.Unknown) reply).why();
    }

    /** Says for staff what Adyen answered, without what a stranger may have sent as page. */
    static String say(ApiException failed) {
        return error(failed)
                .map(it -> "Adyen says " + failed.getStatusCode() + words(it.getErrorCode()) + words(it.getErrorType())
                        + words(it.getMessage()) + words(it.getPspReference()))
                .orElse("no answer of Adyen's, status " + failed.getStatusCode());
    }

    private static String words(String word) {
        return word == null ? "" : " " + word;
    }

    /** Returns Adyen's own error; empty if the answer was not one of Adyen's. */
    static Optional<ApiError> error(ApiException failed) {
        return Optional.ofNullable(failed.getError()).filter(it -> it.getErrorCode() != null);
    }

    /** Returns whether Adyen does not accept the key. */
    static boolean isBadCredentials(ApiException failed) {
        return error(failed).isPresent() && (failed.getStatusCode() == 401 || failed.getStatusCode() == 403);
    }

    /** Returns whether Adyen says that it knows nothing of the kind. */
    static boolean isUnheardOf(ApiException failed) {
        return error(failed).filter(it -> failed.getStatusCode() < 500).isPresent()
                && reject(failed.getStatusCode(), error(failed).get().getErrorCode()) == RejectCode.NOT_FOUND;
    }

    private static PaymentResult result(ApiException failed) {
        Optional<ApiError> error = error(failed);
        int status = failed.getStatusCode();
        if (error.isEmpty() || status >= 500 || status == 409 || status < 400 || isTransient(failed)) {
            Optional<ProviderRef> ref = error.map(ApiError::getPspReference)
                    .filter(Answers::isPspReference)
                    .map(ProviderRef::new);
            return unknown(
                    ref,
                    say(failed),
                    error.map(it -> Details.code(it.getErrorCode())).orElse(Details.NONE));
        }
        String code = error.get().getErrorCode();
        return isBadCredentials(failed)
                ? rejected(RejectCode.BAD_CREDENTIALS, say(failed), Details.code(code))
                : decline(code).orElseGet(() -> rejected(reject(status, code), say(failed), Details.code(code)));
    }

    /** The key is in use by a request that is still being worked on. */
    private static boolean isTransient(ApiException failed) {
        Map<String, List<String>> headers =
                Optional.ofNullable(failed.getResponseHeaders()).orElse(Map.of());
        return headers.entrySet().stream()
                .filter(it -> TRANSIENT.equalsIgnoreCase(it.getKey()))
                .anyMatch(it -> it.getValue().contains("true"));
    }

    /** What the buyer entered wrongly is Adyen's no, although it says so as a validation error. */
    private static Optional<PaymentResult> decline(String code) {
        return switch (code) {
            case "101", "102", "103", "129", "140", "141", "153" ->
                Optional.of(Declines.because(DeclineCode.INCORRECT_DETAILS, Retry.OTHER_INSTRUMENT, code));
            case "105" ->
                Optional.of(Declines.because(DeclineCode.AUTHENTICATION_FAILED, Retry.AFTER_AUTHENTICATION, code));
            case "172" -> Optional.of(Declines.over(code)); // encrypted longer ago than a day
            default -> Optional.empty();
        };
    }

    private static RejectCode reject(int status, String code) {
        return switch (code) {
            case "704" -> RejectCode.KEY_REUSED;
            case "167", "800", "803" -> RejectCode.NOT_FOUND;
            case "901", "903", "905", "905_1", "905_3", "138" -> RejectCode.MISCONFIGURED;
            default -> status == 404 ? RejectCode.NOT_FOUND : RejectCode.INVALID_REQUEST;
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
