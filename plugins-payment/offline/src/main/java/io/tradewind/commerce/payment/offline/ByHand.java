package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.time.Duration;
import java.util.Optional;

/**
 * What both methods share: nothing moves until a person says so. No state: every answer follows from the request, so
 * sending one again changes nothing.
 */
final class ByHand {
    static final StatusReport NOBODY_TO_ASK = new StatusReport.Unavailable("a person decides");

    private ByHand() {}

    static PaymentProfile profile(Settings settings) {
        PaymentProfiles.Builder profile = PaymentProfiles.builder()
                .can(
                        PaymentCapability.PURCHASE,
                        PaymentCapability.PAY_LATER,
                        PaymentCapability.CANCEL,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED)
                .keptFor(Duration.ofDays(3650), OperationKind.values());
        if (settings.find("currencies").isEmpty()) {
            PaymentProfiles.offline().currencies().forEach(it -> profile.currencies(it.getCode()));
        } else {
            for (String code : settings.text("currencies").split(",", -1)) {
                profile.currencies(code.strip());
            }
        }
        return profile.build();
    }

    /** What a person cannot confirm: money reserved for later, a token, an amount the account does not take. */
    static Optional<PaymentResult> refusal(PaymentProfile profile, AuthorizeRequest request) {
        if (request.capture() == CaptureMode.LATER) {
            return Optional.of(PaymentResult.unsupported("AUTHORIZE"));
        }
        if (!(request.instrument() instanceof Instrument.ProviderPage)) {
            String instrument = request.instrument().getClass().getSimpleName();
            return Optional.of(PaymentResult.unsupported("instrument " + instrument));
        }
        return request.amount().isPositive() && profile.takes(request.amount())
                ? Optional.empty()
                : Optional.of(new PaymentResult.Rejected(
                        RejectCode.INVALID_REQUEST, "amount " + request.amount() + " is not taken", Details.NONE));
    }

    /** Nobody has paid yet, so giving up needs nobody's help. */
    static PaymentResult cancel(FollowUp request) {
        ProviderRef ref = new ProviderRef("cancel-" + request.call().id());
        return new PaymentResult.Approved(ref, request.amount(), Effect.CANCELLED, Details.NONE);
    }

    /** A person pays it back and says so. */
    static PaymentResult refund(ProviderContext context, FollowUp request, Duration within) {
        ProviderRef ref = new ProviderRef("refund-" + request.call().id());
        return new PaymentResult.Pending(ref, context.clock().instant().plus(within), Details.code("pay-back-by-hand"));
    }
}
