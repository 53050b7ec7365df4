package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Adyen's refusal reasons in the shop's words (docs.adyen.com/development-resources/refusal-reasons, read 2026-11-25).
 * Answers bring a code, webhooks only the reason's text.
 */
final class Declines {
    private record Meaning(DeclineCode code, Retry retry) {}

    private static final Meaning UNKNOWN = new Meaning(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT);
    private static final Map<String, Meaning> BY_CODE = new HashMap<>();
    private static final Map<String, String> CODES = new HashMap<>();

    static {
        put(DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT, "2=Refused", "3=Referral", "27=Declined Non Generic");
        put(
                DeclineCode.ISSUER_UNAVAILABLE,
                Retry.LATER,
                "4=Acquirer Error",
                "9=Issuer Unavailable",
                "21=Not Submitted",
                "39=RReq not received from DS");
        put(DeclineCode.LOST_OR_STOLEN, Retry.NEVER, "5=Blocked Card");
        put(DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT, "6=Expired Card");
        put(
                DeclineCode.INCORRECT_DETAILS,
                Retry.OTHER_INSTRUMENT,
                "8=Invalid Card Number",
                "17=Invalid Pin",
                "19=Pin validation not possible",
                "24=CVC Declined");
        put(
                DeclineCode.INSTRUMENT_NOT_SUPPORTED,
                Retry.OTHER_INSTRUMENT,
                "10=Not supported",
                "34=No checking account available on Card",
                "35=No savings account available on Card",
                "44=Try another interface");
        put(
                DeclineCode.AUTHENTICATION_FAILED,
                Retry.AFTER_AUTHENTICATION,
                "11=3D Not Authenticated",
                "42=3DS Authentication Error");
        put(
                DeclineCode.AUTHENTICATION_REQUIRED,
                Retry.AFTER_AUTHENTICATION,
                "33=Card requires online pin",
                "36=Mobile pin required",
                "38=Authentication required",
                "43=Online PIN required");
        put(DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, "12=Not enough balance");
        put(
                DeclineCode.SUSPECTED_FRAUD,
                Retry.NEVER,
                "14=Acquirer Fraud",
                "20=FRAUD",
                "22=FRAUD-CANCELLED",
                "31=Issuer Suspected Fraud");
        put(DeclineCode.CANCELLED_BY_CUSTOMER, Retry.OTHER_INSTRUMENT, "15=Cancelled", "16=Shopper Cancelled");
        put(
                DeclineCode.VELOCITY_LIMIT,
                Retry.OTHER_INSTRUMENT,
                "18=Pin tries exceeded",
                "28=Withdrawal amount exceeded",
                "29=Withdrawal count exceeded",
                "46=Transaction blocked by Adyen to prevent excessive retry fees");
        put(DeclineCode.NOT_PERMITTED, Retry.OTHER_INSTRUMENT, "23=Transaction Not Permitted", "25=Restricted Card");
        put(DeclineCode.NOT_PERMITTED, Retry.NEVER, "26=Revocation Of Auth");
        put(DeclineCode.ADDRESS_MISMATCH, Retry.OTHER_INSTRUMENT, "32=AVS Declined");
        put(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, "7=Invalid Amount");
    }

    private Declines() {}

    private static void put(DeclineCode code, Retry retry, String... raw) {
        for (String each : raw) {
            int equals = each.indexOf('=');
            String number = each.substring(0, equals);
            BY_CODE.put(number, new Meaning(code, retry));
            CODES.put(each.substring(equals + 1).toLowerCase(Locale.ROOT), number);
        }
    }

    /** Returns the decline of a refusal reason's code; the raw code is the code. */
    static PaymentResult.Declined byCode(String code) {
        return declined(BY_CODE.getOrDefault(code, UNKNOWN), code);
    }

    /** Returns the decline of a refusal reason's text; the raw code is the reason's code, or the text if it has none. */
    static PaymentResult.Declined byReason(String reason) {
        String code = CODES.get(reason.strip().toLowerCase(Locale.ROOT));
        return code == null ? declined(UNKNOWN, reason) : byCode(code);
    }

    /** Returns the decline of a payment whose time is over, or whose page was closed. */
    static PaymentResult.Declined over(String how) {
        return declined(new Meaning(DeclineCode.SESSION_EXPIRED, Retry.OTHER_INSTRUMENT), how);
    }

    static PaymentResult.Declined because(DeclineCode code, Retry retry, String raw) {
        return declined(new Meaning(code, retry), raw);
    }

    private static PaymentResult.Declined declined(Meaning meaning, String raw) {
        return new PaymentResult.Declined(meaning.code(), meaning.retry(), Details.code(raw));
    }
}
