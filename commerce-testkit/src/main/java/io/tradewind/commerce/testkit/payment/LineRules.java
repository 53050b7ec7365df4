package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.FaultProxy;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** PAY-LOST, PAY-SENT, PAY-TIME and PAY-JUNK: what is said when the line, or what comes over it, is broken. */
final class LineRules {
    private static final Duration SLACK = Duration.ofMillis(250);
    private static final Duration SHORT = Duration.ofMillis(300);

    static final List<Rule> ALL = List.of(
            Rule.of("PAY-LOST-1", "An answer lost after the effect is unknown")
                    .forEachKind()
                    .checked((b, kind) -> unknownAfter(b, kind, Fault.dropped())),
            Rule.of("PAY-LOST-2", "After a lost answer, a question or the same key again leads to one effect")
                    .needing(Need.COUNT, Need.MACHINE)
                    .forEachKind()
                    .checked(LineRules::oneEffectInTheEnd),
            Rule.of("PAY-LOST-3", "The plugin sends a request once")
                    .needing(Need.LINE)
                    .forEachKind()
                    .checked((b, kind) -> sentOnce(b, b.step(kind), Fault.dropped())),
            Rule.of("PAY-LOST-4", "It sends once too when the provider closes a connection that was kept open")
                    .needing(Need.LINE)
                    .forEachKind()
                    .checked(LineRules::sentOnceOverKeptConnection),
            Rule.of("PAY-SENT-1", "What never left is \"not sent\"")
                    .needing(Need.LINE)
                    .cases("REFUSED PORT", "UNKNOWN HOST", "BAD CERTIFICATE")
                    .checked(LineRules::notSent),
            Rule.of("PAY-SENT-2", "\"Not sent\" is never said once a byte has left")
                    .needing(Need.LINE)
                    .cases("DROPPED", "RESET", "RESET BEFORE", "LATE", "CUT SHORT", "503", "DROPPED, THEN REFUSED")
                    .checked(LineRules::neverNotSent),
            Rule.of("PAY-TIME-1", "No answer by the deadline is unknown, within 250 ms of it")
                    .needing(Need.LINE)
                    .forEachKind()
                    .checked((b, kind) -> late(b, kind, new Fault.Hang(Duration.ofSeconds(30)))),
            Rule.of("PAY-TIME-2", "An answer whose body trickles past the deadline is unknown, likewise")
                    .needing(Need.LINE)
                    .checked((b, kind) ->
                            late(b, ConfRules.opening(b).name(), new Fault.Trickle(Duration.ofMillis(250)))),
            Rule.of("PAY-TIME-3", "An interrupt is honoured within 250 ms")
                    .needing(Need.LINE)
                    .checked((b, kind) -> interruptible(b)),
            Rule.of("PAY-JUNK-1", "An HTML page with an error status is unknown")
                    .needing(Need.LINE)
                    .cases("502", "500", "503")
                    .checked((b, kind) ->
                            unknownAfter(b, ConfRules.opening(b).name(), Fault.html(Integer.parseInt(kind)))),
            Rule.of("PAY-JUNK-2", "An empty 200 is unknown")
                    .needing(Need.LINE)
                    .forEachKind()
                    .checked((b, kind) -> unknownAfter(b, kind, Fault.empty())),
            Rule.of("PAY-JUNK-3", "Truncated or wrong JSON is unknown, and nothing is thrown")
                    .needing(Need.LINE)
                    .cases(
                            "{\"id\": \"pay-",
                            "{}",
                            "[]",
                            "null",
                            "\"ok\"",
                            "{\"status\": 7}",
                            "{\"id\": {\"id\": 1}}",
                            "<ok/>")
                    .checked((b, kind) -> unknownAfter(b, ConfRules.opening(b).name(), Fault.json(kind))),
            Rule.of("PAY-JUNK-4", "An answer about another payment is reported as it is")
                    .needing(Need.LINE)
                    .checked((b, kind) -> foreignAnswer(b)),
            Rule.of("PAY-JUNK-5", "A redirect is not followed, and no credentials go there")
                    .needing(Need.LINE)
                    .cases("301", "302", "303", "307", "308")
                    .checked(LineRules::redirect));

    private LineRules() {}

    private static void unknownAfter(Bench b, String kind, Fault fault) {
        Step step = b.step(kind);
        b.strike(fault);
        b.expect(PaymentResult.Unknown.class, b.send(step, b.id()), "unknown after " + fault);
    }

    private static void oneEffectInTheEnd(Bench b, String kind) {
        Step step = b.step(kind);
        Call first = Call.first(b.id(), b.deadline());
        b.strike(Fault.dropped());
        PaymentResult lost = b.send(step, first);
        Optional<ProviderRef> known = lost instanceof PaymentResult.Unknown it ? it.ref() : Optional.empty();
        b.clock.pass(b.profile().settleWindow().plusSeconds(1));
        StatusReport report = b.query(step, first.id(), known);
        if (report instanceof StatusReport.Found found) {
            b.approved(found.outcome(), "the question to find what happened");
        } else {
            b.expect(b.profile().can(PaymentCapability.KEYED), "the operation found, or a key to send again", report);
            b.expect(StatusReport.Unavailable.class, report, "not \"not found\": it happened");
            PaymentResult again = b.send(step, first.again(b.deadline()));
            b.approved(b.told(again, step, first.id()), "the answer to the same key");
        }
        b.expectEffects(1, first.id());
    }

    private static void sentOnce(Bench b, Step step, Fault fault) {
        b.onEffects().next(fault);
        OperationId id = b.id();
        int mark = b.mark();
        b.send(step, id);
        List<Seen> sent = b.effectsSince(mark);
        Set<String> different = new HashSet<>();
        sent.forEach(it -> different.add(it.method() + it.target() + it.text()));
        b.expect(!sent.isEmpty() && different.size() == sent.size(), "every request sent once", sent);
    }

    private static void sentOnceOverKeptConnection(Bench b, String kind) {
        Step step = b.step(kind);
        b.send(b.opening(ConfRules.opening(b), b.money("1.00")), b.id()); // opens the connection that is kept
        sentOnce(b, step, Fault.dropped());
    }

    private static void notSent(Bench b, String kind) throws Exception {
        String path = b.endpoint().getRawPath();
        if (kind.equals("REFUSED PORT")) {
            try (DeadPort dead = new DeadPort()) {
                expectNotSent(b, dead.address(path));
            }
        } else if (kind.equals("UNKNOWN HOST")) {
            expectNotSent(b, URI.create("http://no-such-host.invalid" + path));
        } else {
            try (Impostor impostor = Impostor.start()) {
                expectNotSent(b, impostor.address(path));
                b.expect(impostor.requests() == 0, "nothing told to a server nobody vouches for", impostor.requests());
            }
        }
    }

    private static void expectNotSent(Bench b, URI endpoint) {
        PaymentGateway gateway = b.create(b.harness.settings(endpoint));
        Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
        PaymentResult result = b.send(gateway, step, Call.first(b.id(), b.deadline()));
        b.expect(PaymentResult.NotSent.class, result, "not sent to " + endpoint);
    }

    private static void neverNotSent(Bench b, String kind) {
        Step step = b.step(ConfRules.opening(b));
        Duration time = Bench.PATIENCE;
        switch (kind) {
            case "DROPPED" -> b.onEffects().next(Fault.dropped());
            case "RESET" -> b.onEffects().next(new Fault.DropAfter(true));
            case "RESET BEFORE" -> b.onEffects().next(new Fault.ResetBefore());
            case "CUT SHORT" -> b.onEffects().next(new Fault.Truncate(4));
            case "503" -> b.onEffects().next(Fault.failed(503));
            case "LATE" -> {
                b.onEffects().next(new Fault.Hang(Duration.ofSeconds(30)));
                time = SHORT;
            }
            default -> b.onEffects().next(Fault.dropped(), new Fault.Refuse());
        }
        OperationId id = b.id();
        PaymentResult result = b.send(step, Call.first(id, b.clock.instant().plus(time)));
        b.expect(
                !(result instanceof PaymentResult.NotSent),
                "anything but \"not sent\": the provider has the request",
                result);
        b.expect(!(result instanceof PaymentResult.Declined), "anything but \"declined\": nobody declined", result);
    }

    private static void late(Bench b, String kind, Fault fault) throws Exception {
        Step step = b.step(kind);
        b.onEffects().always(fault);
        OperationId id = b.id();
        inTime(b, kind, deadline -> b.send(step, Call.first(id, deadline)), false);
    }

    /** Something that has to end by a deadline. */
    interface Bounded {
        Object until(Instant deadline) throws Exception;
    }

    /** Runs it with 300 ms to go; an answer to a question may be an exception. */
    static void inTime(Bench b, String what, Bounded call, boolean mayThrow) throws Exception {
        Instant deadline = b.clock.instant().plus(SHORT);
        Timed<Object> timed = Timed.start(() -> call.until(deadline));
        Optional<Object> answer;
        try {
            answer = timed.within(SHORT.plus(SLACK));
        } catch (RuntimeException thrown) {
            if (!mayThrow) {
                throw thrown;
            }
            answer = Optional.of(thrown);
        }
        b.expect(answer.isPresent(), what + " to end by its deadline of 300 ms and 250 ms more", "still waiting");
        if (!mayThrow) {
            b.expect(PaymentResult.Unknown.class, answer.orElseThrow(), "unknown after the deadline");
        }
    }

    private static void interruptible(Bench b) throws Exception {
        Step step = b.step(ConfRules.opening(b));
        b.onEffects().always(new Fault.Hang(Duration.ofSeconds(30)));
        int mark = b.mark();
        OperationId id = b.id();
        Timed<PaymentResult> timed = Timed.start(() -> b.send(step, id));
        long start = System.nanoTime();
        while (b.effectsSince(mark).isEmpty() && System.nanoTime() - start < Bench.PATIENCE.toNanos()) {
            Thread.sleep(2);
        }
        b.expect(!b.effectsSince(mark).isEmpty(), "the request at the provider", "nothing");
        timed.interrupt();
        Optional<PaymentResult> answer = timed.within(SLACK);
        b.expect(answer.isPresent(), "an answer within 250 ms of the interrupt", "still waiting");
        b.expect(PaymentResult.Unknown.class, answer.orElseThrow(), "unknown after an interrupt");
    }

    private static void foreignAnswer(Bench b) {
        OperationKind kind = ConfRules.opening(b);
        Money amount = b.money("12.50");
        b.onEffects();
        PaymentResult.Approved first = b.approved(b.send(b.opening(kind, b.money("7.77")), b.id()), "paid");
        b.onEffects().next(new Fault.Replay());
        PaymentResult second = b.send(b.opening(kind, amount), b.id());
        boolean honest = second instanceof PaymentResult.Unknown
                || (second instanceof PaymentResult.Approved it
                        && it.ref().equals(first.ref())
                        && it.amount().equals(first.amount()));
        b.expect(honest, "the other payment as the provider told it, " + first + ", or unknown", second);
    }

    private static void redirect(Bench b, String status) {
        Step step = b.step(ConfRules.opening(b));
        try (FaultProxy elsewhere = FaultProxy.to(b.upstream.address().orElseThrow())) {
            b.onEffects()
                    .next(new Fault.Answer(
                            false,
                            Integer.parseInt(status),
                            Map.of("Location", elsewhere.address().toString()),
                            new byte[0]));
            PaymentResult result = b.send(step, b.id());
            b.expect(elsewhere.seen().isEmpty(), "nothing sent to the other address", elsewhere.seen());
            b.expect(PaymentResult.Unknown.class, result, "unknown after a redirect");
        }
    }
}
