package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.payment.Attempt;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.spi.payment.DeclineCode;

/** Why a payment came to nothing, in our words, with what to do next; never the provider's raw text. */
final class Declines {
    private Declines() {}

    static Refusal of(Attempt attempt) {
        if (attempt.state() == OperationState.DECLINED) {
            String reason = attempt.decline().map(Declines::words).orElse("Your bank declined this payment.");
            return Refusal.of("declined", "payment", reason + " Nothing was charged. Try again, or pay another way.");
        } else if (attempt.state() == OperationState.NOT_SENT) {
            return Refusal.of(
                    "not-sent",
                    "payment",
                    "The payment provider could not be reached. Nothing was charged; try again.");
        } else if (attempt.state() == OperationState.ABANDONED) {
            return Refusal.of(
                    "abandoned",
                    "payment",
                    "The payment was not finished. Nothing was charged. Pay again when you like.");
        }
        return Refusal.of(
                "unavailable",
                "payment",
                "This way to pay is not available right now. Nothing was charged; choose another.");
    }

    private static String words(DeclineCode code) {
        return switch (code) {
            case INSUFFICIENT_FUNDS, CREDIT_LIMIT -> "The account does not have enough room for this sum.";
            case EXPIRED_INSTRUMENT -> "The card has expired.";
            case INCORRECT_DETAILS, ADDRESS_MISMATCH -> "The payment details were not right.";
            case AUTHENTICATION_REQUIRED, AUTHENTICATION_FAILED -> "Your bank could not confirm that it is you.";
            case INSTRUMENT_NOT_SUPPORTED, CURRENCY_NOT_SUPPORTED, NOT_PERMITTED -> "This card cannot be used here.";
            case CANCELLED_BY_CUSTOMER -> "You cancelled the payment.";
            case SESSION_EXPIRED -> "The payment page was open for too long.";
            case ISSUER_UNAVAILABLE -> "Your bank does not answer at the moment.";
            default -> "Your bank declined this payment.";
        };
    }
}
