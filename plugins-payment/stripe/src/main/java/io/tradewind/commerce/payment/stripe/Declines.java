package io.tradewind.commerce.payment.stripe;

import com.stripe.model.StripeError;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stripe's decline and error codes in the shop's words (docs.stripe.com/declines/codes, docs.stripe.com/error-codes). */
final class Declines {
    private record Meaning(DeclineCode code, Retry retry) {}

    private static final Meaning UNKNOWN = new Meaning(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT);
    private static final Map<String, Meaning> MEANINGS = meanings();

    /** Codes that are a bank's or buyer's no although Stripe types them as a bad request. */
    private static final Set<String> NO = Set.of(
            "payment_intent_authentication_failure",
            "payment_intent_payment_attempt_failed",
            "payment_intent_payment_attempt_expired",
            "payment_method_provider_decline",
            "payment_method_provider_timeout",
            "payment_method_customer_decline",
            "authentication_required");

    private Declines() {}

    /** Returns whether an error is somebody's no, not a mistake of ours. */
    static boolean isOne(StripeError error) {
        return "card_error".equals(error.getType()) || NO.contains(String.valueOf(error.getCode()));
    }

    /** Returns the decline an error tells. */
    static PaymentResult.Declined of(StripeError error) {
        String raw = Optional.ofNullable(error.getDeclineCode())
                .or(() -> Optional.ofNullable(error.getCode()))
                .orElse("");
        Meaning own = MEANINGS.getOrDefault(raw, UNKNOWN);
        Details details = Details.code(raw);
        if (error.getAdviceCode() != null) {
            details = details.with("advice", error.getAdviceCode());
        }
        // the bank's own advice, where Stripe passes it on, is better than the rule of thumb
        Retry retry = "do_not_try_again".equals(error.getAdviceCode()) ? Retry.NEVER : own.retry();
        return new PaymentResult.Declined(own.code(), retry, details);
    }

    /** Returns the decline of an intent that was given up before any money was reserved, or ran out. */
    static PaymentResult.Declined over(String reason) {
        return new PaymentResult.Declined(DeclineCode.SESSION_EXPIRED, Retry.OTHER_INSTRUMENT, Details.code(reason));
    }

    private static Map<String, Meaning> meanings() {
        Map<String, Meaning> all = new HashMap<>();
        put(all, DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, "insufficient_funds");
        put(
                all,
                DeclineCode.DO_NOT_HONOR,
                Retry.OTHER_INSTRUMENT,
                "generic_decline do_not_honor call_issuer no_action_taken card_declined");
        put(all, DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT, "expired_card");
        put(
                all,
                DeclineCode.INCORRECT_DETAILS,
                Retry.OTHER_INSTRUMENT,
                "incorrect_number invalid_number incorrect_cvc invalid_cvc invalid_expiry_month invalid_expiry_year"
                        + " incorrect_pin invalid_pin offline_pin_required online_or_offline_pin_required"
                        + " invalid_account new_account_information_available");
        put(all, DeclineCode.ADDRESS_MISMATCH, Retry.OTHER_INSTRUMENT, "incorrect_zip incorrect_address");
        put(all, DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION, "authentication_required");
        put(
                all,
                DeclineCode.AUTHENTICATION_FAILED,
                Retry.AFTER_AUTHENTICATION,
                "payment_intent_authentication_failure authentication_not_handled"
                        + " mobile_device_authentication_required");
        put(all, DeclineCode.LOST_OR_STOLEN, Retry.NEVER, "lost_card stolen_card pickup_card restricted_card");
        put(all, DeclineCode.SUSPECTED_FRAUD, Retry.NEVER, "fraudulent merchant_blacklist security_violation");
        put(
                all,
                DeclineCode.VELOCITY_LIMIT,
                Retry.LATER,
                "card_velocity_exceeded withdrawal_count_limit_exceeded card_decline_rate_limit_exceeded");
        put(all, DeclineCode.VELOCITY_LIMIT, Retry.OTHER_INSTRUMENT, "pin_try_exceeded");
        put(all, DeclineCode.CREDIT_LIMIT, Retry.OTHER_INSTRUMENT, "invalid_amount");
        put(
                all,
                DeclineCode.NOT_PERMITTED,
                Retry.OTHER_INSTRUMENT,
                "transaction_not_allowed service_not_allowed not_permitted stop_payment_order");
        put(
                all,
                DeclineCode.NOT_PERMITTED,
                Retry.NEVER,
                "revocation_of_authorization revocation_of_all_authorizations");
        put(
                all,
                DeclineCode.INSTRUMENT_NOT_SUPPORTED,
                Retry.OTHER_INSTRUMENT,
                "card_not_supported testmode_decline live_mode_test_card");
        put(all, DeclineCode.CURRENCY_NOT_SUPPORTED, Retry.OTHER_INSTRUMENT, "currency_not_supported");
        put(
                all,
                DeclineCode.ISSUER_UNAVAILABLE,
                Retry.LATER,
                "issuer_not_available processing_error reenter_transaction try_again_later approve_with_id"
                        + " payment_method_provider_timeout");
        put(all, DeclineCode.CANCELLED_BY_CUSTOMER, Retry.OTHER_INSTRUMENT, "payment_method_customer_decline");
        put(all, DeclineCode.SESSION_EXPIRED, Retry.OTHER_INSTRUMENT, "payment_intent_payment_attempt_expired");
        put(all, DeclineCode.OTHER, Retry.NEVER, "duplicate_transaction");
        return Map.copyOf(all);
    }

    private static void put(Map<String, Meaning> all, DeclineCode code, Retry retry, String raw) {
        for (String each : raw.split(" ", -1)) {
            all.put(each, new Meaning(code, retry));
        }
    }
}
