package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** PAY-IDEM: the operation id is the key, and the same operation has one effect. */
final class KeyRules {
    static final List<Rule> ALL = List.of(
            Rule.of("PAY-IDEM-1", "The operation id is the key of every call with an effect")
                    .claiming(PaymentCapability.KEYED)
                    .needing(Need.LINE)
                    .forEachKind()
                    .checked(KeyRules::idIsTheKey),
            Rule.of("PAY-IDEM-2", "The same call twice has one effect and the same answer")
                    .claiming(PaymentCapability.KEYED)
                    .forEachKind()
                    .checked(KeyRules::twiceIsOnce),
            Rule.of("PAY-IDEM-3", "The same key with another amount is rejected")
                    .claiming(PaymentCapability.KEYED)
                    .needing(Need.COUNT)
                    .forEachKind()
                    .checked(KeyRules::otherAmountIsRejected),
            Rule.of("PAY-IDEM-4", "Two attempts to pay one order have two keys")
                    .needing(Need.COUNT)
                    .checked((b, kind) -> twoAttemptsAreTwo(b)),
            Rule.of("PAY-IDEM-5", "The key survives a restart of the plugin")
                    .claiming(PaymentCapability.KEYED)
                    .needing(Need.COUNT)
                    .forEachKind()
                    .checked(KeyRules::survivesRestart),
            Rule.of("PAY-IDEM-6", "Nothing random or timed is in what a retry sends")
                    .needing(Need.LINE)
                    .forEachKind()
                    .checked(KeyRules::retryIsTheSame));

    private KeyRules() {}

    private static void idIsTheKey(Bench b, String kind) {
        Step step = b.step(kind);
        OperationId id = b.id();
        int mark = b.mark();
        b.send(step, id);
        List<Seen> sent = b.effectsSince(mark);
        b.expect(!sent.isEmpty(), "a request at the provider", "none");
        for (Seen each : sent) {
            Optional<String> key = b.harness.keyOf(each);
            b.expect(
                    key.filter(it -> b.harness.isKeyOf(it, id)).isPresent(),
                    "key " + id + " on " + each.method() + " " + each.target(),
                    key);
        }
    }

    private static void twiceIsOnce(Bench b, String kind) {
        Step step = b.step(kind);
        Call first = Call.first(b.id(), b.deadline());
        PaymentResult once = b.send(step, first);
        b.clock.pass(Duration.ofSeconds(61));
        PaymentResult twice = b.send(step, first.again(b.deadline()));
        b.expect(same(once, twice), "the answer of the first time, " + once, twice);
        b.expectEffects(b.told(once, step, first.id()) instanceof PaymentResult.Approved ? 1 : 0, first.id());
    }

    private static boolean same(PaymentResult once, PaymentResult twice) {
        if (once instanceof PaymentResult.Approved a && twice instanceof PaymentResult.Approved z) {
            return a.ref().equals(z.ref()) && a.amount().equals(z.amount()) && a.effect() == z.effect();
        } else if (once instanceof PaymentResult.Pending a && twice instanceof PaymentResult.Pending z) {
            return a.ref().equals(z.ref());
        }
        return once.equals(twice);
    }

    private static void otherAmountIsRejected(Bench b, String kind) {
        Step step = b.step(kind);
        OperationId id = b.id();
        b.approved(b.settle(step, id), "done the first time");
        Money other = step.amount().minus(b.money("1.00"));
        PaymentResult second = b.send(step.of(other), id);
        b.expect(PaymentResult.Rejected.class, second, "the key refused for another amount");
        b.expectEffects(1, id);
        b.expectBooked(step.amount(), id);
    }

    private static void twoAttemptsAreTwo(Bench b) {
        Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
        OperationId first = b.id();
        OperationId second = b.id();
        PaymentResult.Approved one = b.approved(b.send(step, first), "the first attempt approved");
        PaymentResult.Approved two = b.approved(b.send(step, second), "the second attempt approved");
        b.expect(!one.ref().equals(two.ref()), "two payments", one.ref() + " twice");
        b.expectEffects(1, first);
        b.expectEffects(1, second);
    }

    private static void survivesRestart(Bench b, String kind) {
        Step step = b.step(kind);
        Call first = Call.first(b.id(), b.deadline());
        b.strike(Fault.dropped());
        PaymentResult lost = b.send(step, first);
        b.expect(PaymentResult.Unknown.class, lost, "unknown after the answer was lost");
        b.restart();
        b.clock.pass(Duration.ofSeconds(61));
        PaymentResult again = b.send(step, first.again(b.deadline()));
        b.approved(b.told(again, step, first.id()), "the provider's answer to the same key");
        b.expectEffects(1, first.id());
    }

    private static void retryIsTheSame(Bench b, String kind) {
        Step step = b.step(kind);
        Call first = Call.first(b.id(), b.deadline());
        b.onEffects().next(new Fault.ResetBefore());
        int start = b.mark();
        b.send(step, first);
        List<Seen> once = b.effectsSince(start);
        b.proxy().calm();
        b.clock.pass(Duration.ofSeconds(61));
        int mark = b.mark();
        b.send(step, first.again(b.deadline()));
        List<Seen> twice = b.effectsSince(mark);
        b.expect(!once.isEmpty() && !twice.isEmpty(), "a request each time", once + " and " + twice);
        b.expect(
                content(once.get(0)).equals(content(twice.get(0))),
                "the same request again: " + content(once.get(0)),
                content(twice.get(0)));
    }

    private static Map<String, String> content(Seen request) {
        return Map.of("request", request.method() + " " + request.target(), "body", request.text());
    }
}
