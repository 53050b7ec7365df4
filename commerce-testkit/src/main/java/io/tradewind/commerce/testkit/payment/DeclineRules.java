package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Fault;
import java.time.Duration;
import java.util.List;

/** PAY-DECL: the provider's no, and ours. */
final class DeclineRules {
    static final List<Rule> ALL = List.of(
            Rule.of("PAY-DECL-1", "Each decline has its code and its advice")
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> declines(b, false)),
            Rule.of("PAY-DECL-2", "The provider's own code is kept")
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> declines(b, true)),
            Rule.of("PAY-DECL-3", "A bad key or a bad request is rejected, never declined")
                    .needing(Need.MACHINE)
                    .cases("BAD KEY", "UNKNOWN PAYMENT", "TOO MANY REQUESTS")
                    .checked(DeclineRules::oursToFix));

    private DeclineRules() {}

    private static void declines(Bench b, boolean raw) {
        if (b.harness.declines().isEmpty()) {
            throw Skipped.notRun("the harness gives no declines: declines()");
        }
        for (ScriptedDecline each : b.harness.declines()) {
            OperationId id = b.id();
            Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
            PaymentResult result = b.played(step, id, b.pay(step, id, each.instrument()), each.rawCode());
            PaymentResult.Declined declined = b.expect(PaymentResult.Declined.class, result, "declined");
            if (raw) {
                String code = declined.details().rawCode();
                b.expect(code.equals(each.rawCode()), "raw code " + each.rawCode(), code);
            } else {
                b.expect(
                        declined.code() == each.code() && declined.retry() == each.retry(),
                        each.code() + " " + each.retry() + " for " + each.rawCode(),
                        declined);
            }
            b.expectEffects(0, id);
        }
    }

    private static void oursToFix(Bench b, String kind) {
        OperationId id = b.id();
        Step pay = b.opening(ConfRules.opening(b), b.money("12.50"));
        if (kind.equals("BAD KEY")) {
            PaymentGateway wrong = b.create(b.harness
                    .badCredentials(b.endpoint())
                    .orElseThrow(() -> Skipped.notRun("the harness gives no bad credentials: badCredentials(…)")));
            PaymentResult result = b.send(wrong, pay, Call.first(id, b.deadline()));
            PaymentResult.Rejected rejected = b.expect(PaymentResult.Rejected.class, result, "rejected for a bad key");
            b.expect(rejected.code() == RejectCode.BAD_CREDENTIALS, "BAD_CREDENTIALS", rejected);
        } else if (kind.equals("UNKNOWN PAYMENT")) {
            OperationKind next = Rule.refunds(b.profile()) ? OperationKind.REFUND : OperationKind.CAPTURE;
            PaymentResult result = b.send(b.onTop(next, new ProviderRef("no-such-payment"), b.money("12.50")), id);
            b.expect(PaymentResult.Rejected.class, result, "rejected for a payment nobody knows");
        } else {
            b.gateway();
            b.onEffects().next(Fault.tooMany(Duration.ofSeconds(1)));
            PaymentResult result = b.send(pay, id);
            b.expect(PaymentResult.NotSent.class, result, "\"not sent\" for 429: the provider did nothing");
        }
        b.expectEffects(0, id);
    }
}
