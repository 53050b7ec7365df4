package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** PAY-QRY: questions are answered truthfully, or not at all. */
final class QueryRules {
    static final List<Rule> ALL = List.of(
            Rule.of("PAY-QRY-1", "An operation is found by its reference, and by its id if that is claimed")
                    .needing(Need.MACHINE)
                    .forEachKind()
                    .checked(QueryRules::found),
            Rule.of("PAY-QRY-2", "Of two operations the one asked about is told")
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> theOneAsked(b)),
            Rule.of("PAY-QRY-3", "No answer is \"unavailable\", never \"not found\"")
                    .needing(Need.LINE)
                    .cases("503", "HTML 404", "EMPTY", "DROPPED", "REFUSED", "[]", "401")
                    .checked(QueryRules::noAnswer),
            Rule.of("PAY-QRY-4", "A question changes nothing")
                    .needing(Need.COUNT, Need.MACHINE)
                    .forEachKind()
                    .checked(QueryRules::readOnly),
            Rule.of("PAY-QRY-5", "Totals are right after refunds in parts")
                    .claiming(PaymentCapability.PARTIAL_REFUND)
                    .needing(Need.MACHINE)
                    .checked((b, kind) -> totals(b)));

    private QueryRules() {}

    private static void found(Bench b, String kind) {
        Step step = b.step(kind);
        OperationId id = b.id();
        PaymentResult.Approved done = b.approved(b.settle(step, id), "done");
        b.clock.pass(b.profile().settleWindow().plusSeconds(1));
        if (b.profile().can(PaymentCapability.OUTCOME_BY_WEBHOOK)) {
            b.expect(
                    StatusReport.Unavailable.class,
                    b.query(step, id, Optional.of(done.ref())),
                    "\"unavailable\" where nobody can be asked");
            return;
        }
        expectTold(b, b.query(step, id, Optional.of(done.ref())), done);
        if (b.profile().can(PaymentCapability.QUERY_BY_OPERATION)) {
            expectTold(b, b.query(step, id, Optional.empty()), done);
        }
    }

    private static void expectTold(Bench b, StatusReport report, PaymentResult.Approved done) {
        StatusReport.Found found = b.expect(StatusReport.Found.class, report, "found");
        PaymentResult.Approved told = b.approved(found.outcome(), "as it was answered");
        boolean same =
                told.ref().equals(done.ref()) && told.amount().equals(done.amount()) && told.effect() == done.effect();
        b.expect(same, "" + done, told);
    }

    private static void theOneAsked(Bench b) {
        Money whole = b.money("12.50");
        boolean refunds =
                b.profile().can(PaymentCapability.MULTI_REFUND) && b.profile().can(PaymentCapability.PARTIAL_REFUND);
        Step step =
                refunds ? b.onTop(OperationKind.REFUND, b.paid(whole), whole) : b.opening(ConfRules.opening(b), whole);
        OperationId one = b.id();
        OperationId two = b.id();
        PaymentResult.Approved first = b.approved(b.settle(step.of(b.money("2.00")), one), "done");
        PaymentResult.Approved second =
                b.approved(b.settle(step.of(b.money("3.00")).withOpen(b.money("10.50")), two), "done");
        if (b.profile().can(PaymentCapability.OUTCOME_BY_WEBHOOK)) {
            b.expect(!first.ref().equals(second.ref()), "two operations told apart", second);
            b.expect(b.hear(step.of(b.money("2.00")), one).equals(first), "" + first, second);
            return;
        }
        b.clock.pass(b.profile().settleWindow().plusSeconds(1));
        boolean byId = b.profile().can(PaymentCapability.QUERY_BY_OPERATION);
        expectTold(
                b, b.query(step.of(b.money("2.00")), one, byId ? Optional.empty() : Optional.of(first.ref())), first);
        expectTold(
                b, b.query(step.of(b.money("3.00")), two, byId ? Optional.empty() : Optional.of(second.ref())), second);
        expectTold(b, b.query(step.of(b.money("2.00")), one, Optional.of(first.ref())), first);
    }

    private static void noAnswer(Bench b, String kind) {
        Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
        OperationId id = b.id();
        ProviderRef ref = b.done(b.send(step, id), "paid");
        byte[] page = "<html>not here</html>".getBytes(StandardCharsets.UTF_8);
        b.proxy()
                .always(
                        switch (kind) {
                            case "503" -> Fault.failed(503);
                            case "HTML 404" -> new Fault.Answer(true, 404, Map.of("Content-Type", "text/html"), page);
                            case "EMPTY" -> Fault.empty();
                            case "DROPPED" -> Fault.dropped();
                            case "REFUSED" -> new Fault.Refuse();
                            case "401" -> new Fault.Answer(true, 401, Map.of(), new byte[0]);
                            default -> Fault.json(kind);
                        });
        StatusReport report = b.query(step, id, Optional.of(ref));
        b.expect(StatusReport.Unavailable.class, report, "unavailable: nobody answered");
    }

    private static void readOnly(Bench b, String kind) {
        Step step = b.step(kind);
        OperationId id = b.id();
        if (b.proxyIfAny().isPresent()) {
            b.onEffects().next(new Fault.ResetBefore());
            b.send(step, id);
        }
        b.clock.pass(b.profile().settleWindow().plusSeconds(1));
        int mark = b.mark();
        StatusReport report = b.query(step, id, Optional.empty());
        b.expect(b.effectsSince(mark).isEmpty(), "nothing but a question sent", b.effectsSince(mark));
        b.expectEffects(0, id);
        boolean found = report instanceof StatusReport.Found it && it.outcome() instanceof PaymentResult.Approved;
        b.expect(!found, "nothing found of what never arrived", report);
    }

    private static void totals(Bench b) {
        if (b.profile().can(PaymentCapability.OUTCOME_BY_WEBHOOK)) {
            throw Skipped.notApplicable("this provider cannot be asked");
        }
        Money whole = b.money("12.50");
        ProviderRef payment = b.paid(whole);
        Step step = b.onTop(OperationKind.REFUND, payment, whole).of(b.money("2.10"));
        OperationId id = b.id();
        PaymentResult.Approved done = b.approved(b.send(step, id), "refunded");
        Money refunded = b.money("2.10");
        if (b.profile().can(PaymentCapability.MULTI_REFUND)) {
            b.approved(b.send(step.of(b.money("3.05")).withOpen(whole.minus(refunded)), b.id()), "refunded again");
            refunded = b.money("5.15");
        }
        b.clock.pass(b.profile().settleWindow().plusSeconds(1));
        StatusReport.Found found =
                b.expect(StatusReport.Found.class, b.query(step, id, Optional.of(done.ref())), "found");
        StatusReport.Totals right = new StatusReport.Totals(whole, whole, refunded);
        b.expect(found.totals().equals(right), "" + right, found.totals());
    }
}
