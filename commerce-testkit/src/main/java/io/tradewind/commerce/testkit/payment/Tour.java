package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.testkit.proxy.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Calls everything a gateway has, in fair weather and in foul, and keeps whatever was answered or thrown. */
final class Tour {
    private final Bench bench;
    private final List<Object> said = new ArrayList<>();

    private Tour(Bench bench) {
        this.bench = bench;
    }

    static Tour of(Bench bench) {
        return new Tour(bench);
    }

    /** Every kind of operation, a question about each, health. */
    Tour goodOnly() {
        keep(() -> bench.gateway().health(bench.deadline()));
        for (String kind : Rule.of("", "").forEachKind().kinds().apply(bench.profile())) {
            keep(() -> {
                Step step = bench.step(kind);
                OperationId id = bench.id();
                said.add(bench.send(step, id));
                return bench.query(step, id, Optional.empty());
            });
        }
        return this;
    }

    /** The same, then declines, faults, unknown payments, forged webhooks and bad credentials. */
    Tour everything() {
        goodOnly();
        OperationKind kind = ConfRules.opening(bench);
        bench.harness.declines().forEach(it -> keep(() -> pay(kind, it.instrument())));
        bench.harness.action().ifPresent(it -> keep(() -> pay(kind, it)));
        bench.harness.pending().ifPresent(it -> keep(() -> pay(kind, it)));
        keep(() -> pay(kind, new Instrument.ClientToken(new Token("no such token"))));
        if (bench.has(Rule.Need.LINE)) {
            for (Fault fault : List.of(
                    Fault.dropped(),
                    new Fault.ResetBefore(),
                    Fault.html(502),
                    Fault.empty(),
                    Fault.json("{\"id\":"),
                    Fault.json("[]"),
                    Fault.tooMany(Duration.ofSeconds(1)),
                    Fault.failed(500))) {
                bench.onEffects().next(fault);
                keep(() -> pay(kind, bench.harness.approved()));
                bench.proxy().calm();
            }
        }
        webhook();
        bench.harness.badCredentials(bench.endpoint()).ifPresent(this::withBadCredentials);
        said.add(bench.gateway());
        return this;
    }

    private Object pay(OperationKind kind, Instrument instrument) {
        return bench.pay(bench.opening(kind, bench.money("12.50")), bench.id(), instrument);
    }

    private void webhook() {
        byte[] body = "{\"forged\": true}".getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/json"));
        keep(() -> bench.gateway()
                .receive(new WebhookEnvelope("POST", "/webhooks/tck", "", headers, body, bench.clock.instant())));
    }

    private void withBadCredentials(Map<String, String> settings) {
        PaymentGateway wrong = bench.create(settings);
        said.add(wrong);
        keep(() -> wrong.health(bench.deadline()));
        keep(() -> bench.send(
                wrong,
                bench.opening(ConfRules.opening(bench), bench.money("12.50")),
                Call.first(bench.id(), bench.deadline())));
    }

    private void keep(Callable<Object> call) {
        try {
            said.add(call.call());
        } catch (Exception | Broken thrown) {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                said.add(each.toString());
            }
        }
    }

    /** Everything answered, printed, and every message thrown. */
    String text() {
        StringBuilder text = new StringBuilder();
        said.forEach(it -> text.append(it).append('\n'));
        return text.toString();
    }
}
