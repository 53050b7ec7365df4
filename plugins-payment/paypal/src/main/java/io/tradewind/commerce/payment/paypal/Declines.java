package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * PayPal's issues, and the answers of card processors behind it, in the shop's words
 * (developer.paypal.com/api/rest/reference/orders/v2/errors and the vendor's OpenAPI documents of 2024-02-03).
 */
final class Declines {
    private record Meaning(DeclineCode code, Retry retry) {}

    private static final Meaning OTHER = new Meaning(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT);
    private static final Map<String, Meaning> ISSUES = issues();
    private static final Map<String, Meaning> PROCESSORS = processors();

    private Declines() {}

    /** Returns the decline an issue means; empty if it is no decline but a mistake of ours. */
    static Optional<PaymentResult> of(String issue) {
        return Optional.ofNullable(ISSUES.get(issue)).map(it -> declined(it, issue));
    }

    /** Returns the decline of an authorisation or capture that PayPal shows as declined, denied or failed. */
    static PaymentResult of(Json payment) {
        Optional<Json> processor = payment.child("processor_response");
        Optional<String> code = processor.flatMap(it -> it.find("response_code"));
        String raw = code.or(() -> payment.child("status_details").flatMap(it -> it.find("reason")))
                .orElseGet(() -> payment.text("status"));
        Meaning meaning = code.map(it -> PROCESSORS.getOrDefault(it, OTHER)).orElse(OTHER);
        // the card schemes' own advice: 01 new account data, 02 try later, 03 and 21 never again
        return declined(
                switch (processor.flatMap(it -> it.find("payment_advice_code")).orElse("")) {
                    case "02" -> new Meaning(meaning.code(), Retry.LATER);
                    case "03", "21" -> new Meaning(meaning.code(), Retry.NEVER);
                    default -> meaning;
                },
                raw);
    }

    /** Returns the decline of a payment nobody approved in time, or that was given up or ran out. */
    static PaymentResult over(String raw) {
        return declined(new Meaning(DeclineCode.SESSION_EXPIRED, Retry.OTHER_INSTRUMENT), raw);
    }

    /** Returns the decline of a buyer who turned back at PayPal's page. */
    static PaymentResult turnedBack(String raw) {
        return declined(new Meaning(DeclineCode.CANCELLED_BY_CUSTOMER, Retry.OTHER_INSTRUMENT), raw);
    }

    private static PaymentResult declined(Meaning meaning, String raw) {
        return new PaymentResult.Declined(meaning.code(), meaning.retry(), Details.code(raw));
    }

    private static Map<String, Meaning> issues() {
        Map<String, Meaning> all = new HashMap<>();
        put(
                all,
                DeclineCode.DO_NOT_HONOR,
                Retry.OTHER_INSTRUMENT,
                "INSTRUMENT_DECLINED PAYMENT_SOURCE_DECLINED_BY_PROCESSOR REDIRECT_PAYER_FOR_ALTERNATE_FUNDING"
                        + " AUTHORIZATION_DENIED ALIAS_DECLINED_BY_PROCESSOR");
        put(all, DeclineCode.NOT_PERMITTED, Retry.OTHER_INSTRUMENT, "PAYER_CANNOT_PAY PAYER_ACCOUNT_RESTRICTED");
        put(
                all,
                DeclineCode.NOT_PERMITTED,
                Retry.NEVER,
                "PAYER_ACCOUNT_LOCKED_OR_CLOSED COMPLIANCE_VIOLATION DOMESTIC_TRANSACTION_REQUIRED CONSENT_NEEDED");
        put(
                all,
                DeclineCode.SUSPECTED_FRAUD,
                Retry.OTHER_INSTRUMENT,
                "TRANSACTION_BLOCKED_BY_PAYEE PAYEE_BLOCKED_TRANSACTION");
        put(all, DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, "TRANSACTION_REFUSED DECLINED_DUE_TO_RELATED_TXN");
        put(all, DeclineCode.CREDIT_LIMIT, Retry.OTHER_INSTRUMENT, "TRANSACTION_LIMIT_EXCEEDED");
        put(all, DeclineCode.VELOCITY_LIMIT, Retry.OTHER_INSTRUMENT, "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED");
        put(all, DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT, "CARD_EXPIRED REFERENCED_CARD_EXPIRED");
        put(
                all,
                DeclineCode.INSTRUMENT_NOT_SUPPORTED,
                Retry.OTHER_INSTRUMENT,
                "CARD_TYPE_NOT_SUPPORTED CARD_BRAND_NOT_SUPPORTED PAYMENT_SOURCE_CANNOT_BE_USED"
                        + " PAYMENT_SOURCE_NOT_SUPPORTED");
        put(
                all,
                DeclineCode.CURRENCY_NOT_SUPPORTED,
                Retry.OTHER_INSTRUMENT,
                "CURRENCY_NOT_SUPPORTED_FOR_CARD_TYPE CURRENCY_NOT_SUPPORTED_FOR_COUNTRY CURRENCY_NOT_SUPPORTED_FOR_BANK");
        put(
                all,
                DeclineCode.ADDRESS_MISMATCH,
                Retry.OTHER_INSTRUMENT,
                "SHIPPING_ADDRESS_INVALID POSTAL_CODE_REQUIRED CITY_REQUIRED PAYMENT_SOURCE_INFO_CANNOT_BE_VERIFIED");
        put(
                all,
                DeclineCode.SESSION_EXPIRED,
                Retry.OTHER_INSTRUMENT,
                "ORDER_EXPIRED AUTHORIZATION_EXPIRED TOKEN_EXPIRED");
        put(all, DeclineCode.INSUFFICIENT_FUNDS, Retry.LATER, "REFUND_FAILED_INSUFFICIENT_FUNDS");
        put(
                all,
                DeclineCode.NOT_PERMITTED,
                Retry.NEVER,
                "REFUND_NOT_ALLOWED REFUND_TIME_LIMIT_EXCEEDED REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK"
                        + " MAX_NUMBER_OF_REFUNDS_EXCEEDED PARTIAL_REFUND_NOT_ALLOWED REFUND_IS_RESTRICTED");
        put(all, DeclineCode.OTHER, Retry.LATER, "TRANSACTION_DISPUTED PENDING_CAPTURE");
        return Map.copyOf(all);
    }

    private static Map<String, Meaning> processors() {
        Map<String, Meaning> all = new HashMap<>();
        put(all, DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT, "0100 0500 10BR 5100 9540 PPSE");
        put(all, DeclineCode.DO_NOT_HONOR, Retry.LATER, "9100");
        put(all, DeclineCode.DO_NOT_HONOR, Retry.NEVER, "5150 5180 9530 PPRN");
        put(all, DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, "5120");
        put(all, DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT, "1380 5400 5950 PPEF PPEX");
        put(
                all,
                DeclineCode.INCORRECT_DETAILS,
                Retry.OTHER_INSTRUMENT,
                "00N7 0390 0890 1330 1382 5110 5130 5135 5500 6300 7900 PCVV PPC2");
        put(all, DeclineCode.ADDRESS_MISMATCH, Retry.OTHER_INSTRUMENT, "5170 5190 PPAD PPAV");
        put(all, DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION, "5650 PCNR");
        put(all, DeclineCode.AUTHENTICATION_FAILED, Retry.AFTER_AUTHENTICATION, "7700 7710 PPD3");
        put(all, DeclineCode.LOST_OR_STOLEN, Retry.NEVER, "9520");
        put(all, DeclineCode.SUSPECTED_FRAUD, Retry.NEVER, "9500 9510");
        put(all, DeclineCode.VELOCITY_LIMIT, Retry.LATER, "5710 PPEL PPNL");
        put(all, DeclineCode.CREDIT_LIMIT, Retry.OTHER_INSTRUMENT, "PPAX");
        put(
                all,
                DeclineCode.NOT_PERMITTED,
                Retry.OTHER_INSTRUMENT,
                "0580 1352 5140 5160 5700 5930 PP06 PPAB PPCO PPFR PPUA");
        put(all, DeclineCode.INSTRUMENT_NOT_SUPPORTED, Retry.OTHER_INSTRUMENT, "7800 PPAE PPCT PPDI PPFI PPMC PPPM");
        put(all, DeclineCode.CURRENCY_NOT_SUPPORTED, Retry.OTHER_INSTRUMENT, "1320 PPCU PPUC");
        put(all, DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER, "0800 0880 0960 5920 8000 8100 8110 8220 PPER PPNT");
        put(all, DeclineCode.ISSUER_UNAVAILABLE, Retry.OTHER_INSTRUMENT, "5910");
        put(all, DeclineCode.CANCELLED_BY_CUSTOMER, Retry.OTHER_INSTRUMENT, "0R00");
        return Map.copyOf(all);
    }

    private static void put(Map<String, Meaning> all, DeclineCode code, Retry retry, String raw) {
        for (String each : raw.split(" ", -1)) {
            all.put(each, new Meaning(code, retry));
        }
    }
}
