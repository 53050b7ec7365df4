package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.time.Duration;

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
