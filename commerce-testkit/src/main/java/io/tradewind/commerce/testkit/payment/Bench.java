package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.internal.plugin.JdkHttp;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.testkit.TestContext;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.FaultProxy;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one case of one rule works with: an empty provider, a proxy in front of it, a gateway set up as a host would, a
 * clock, and words for every call. Notes what was asked and answered, so that a failure can be read.
 */
final class Bench implements AutoCloseable {
    /** More than any good answer takes, even on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The shop's reference of the buyer. */
    static final String BUYER = "guest-7";

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");
    private static final int LONGEST_TRANSCRIPT = 40;

    final Globals before = Globals.now();
    final PaymentHarness harness;
    final PaymentUpstream upstream;
    final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final RecordingPort port = new RecordingPort(new JdkHttp(clock));
    final CapturedLog log = new CapturedLog();
    private final CommercePlugin plugin;
    private final ProviderFactory<PaymentGateway> factory;
    private final @Nullable FaultProxy proxy;
    private final List<PaymentGateway> gateways = new CopyOnWriteArrayList<>();
    private final List<String> transcript = new CopyOnWriteArrayList<>();
    private @Nullable PaymentGateway gateway;

    private Bench(PaymentHarness harness, PaymentUpstream upstream) {
        this.harness = harness;
        this.upstream = upstream;
        this.proxy = upstream.address().map(FaultProxy::to).orElse(null);
        this.plugin = harness.plugin();
        this.factory = factory(plugin, harness.code());
    }

    static Bench open(PaymentHarness harness) {
        return of(harness, harness.open());
    }

    static Bench of(PaymentHarness harness, PaymentUpstream upstream) {
        return new Bench(harness, upstream);
    }

    static ProviderFactory<PaymentGateway> factory(CommercePlugin plugin, String code) {
        return plugin.payments().stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the plugin offers no gateway '" + code + "'; check code() of the harness"));
    }

    // ---- set-up ----

    CommercePlugin plugin() {
        return plugin;
    }

    List<ConfigField> fields() {
        return factory.fields();
    }

    Optional<FaultProxy> proxyIfAny() {
        return Optional.ofNullable(proxy);
    }

    FaultProxy proxy() {
        if (proxy == null) {
            throw Skipped.notApplicable(Rule.Need.LINE.otherwise);
        }
        return proxy;
    }

    URI endpoint() {
        return proxy == null ? NOWHERE : proxy.address();
    }

    Map<String, String> settings() {
        return harness.settings(endpoint());
    }

    boolean has(Rule.Need need) {
        return switch (need) {
            case LINE -> proxy != null;
            case COUNT -> upstream.counts();
            case MACHINE -> !profile().can(PaymentCapability.PAY_LATER);
        };
    }

    /** Returns what a host would say about settings, by field; empty if it would create the account. */
    List<String> problems(Map<String, String> values, Environment environment) {
        List<String> problems = new ArrayList<>();
        for (ConfigField field : fields()) {
            String value = values.get(field.name());
            if (value != null) {
                field.problem(value, environment).ifPresent(it -> problems.add(field.name() + " " + it));
            } else if (field.required() && field.preset().isEmpty()) {
                problems.add(field.name() + " is missing");
            }
        }
        return problems;
    }

    /** Creates an account as a host does: settings are checked first. */
    PaymentGateway create(String account, Map<String, String> values, HttpPort way) {
        List<String> problems = problems(values, Environment.TEST);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the harness gives settings a host refuses: " + problems);
        }
        return createUnchecked(account, values, way, Environment.TEST);
    }

    /** Creates an account without the host's checks, for rules about what the plugin itself refuses. */
    PaymentGateway createUnchecked(String account, Map<String, String> values, HttpPort way, Environment environment) {
        PaymentGateway created =
                factory.create(new TestContext(account, environment, Settings.of(fields(), values), way, clock, log));
        gateways.add(created);
        return created;
    }

    /** Creates a second account of other settings on the same line. */
    PaymentGateway create(Map<String, String> values) {
        return create("tck", values, port);
    }

    /** Returns the gateway under test. */
    synchronized PaymentGateway gateway() {
        if (gateway == null) {
            gateway = create(settings());
        }
        return gateway;
    }

    /** Stops the plugin and starts it anew: what it kept in memory is gone. */
    synchronized void restart() {
        gateway().close();
        gateway = null;
    }

    PaymentProfile profile() {
        return gateway().profile();
    }

    // ---- values ----

    /** Returns a new operation id, a UUIDv7. */
    OperationId id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = (clock.millis() << 16) | 0x7000 | random.nextInt(0x1000);
        return new OperationId(new UUID(time, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L));
    }

    /** Returns an amount in the account's main currency: euro, else dollar, else the first it takes. */
    Money money(String decimal) {
        Set<String> codes = new TreeSet<>();
        profile().currencies().forEach(it -> codes.add(it.getCode()));
        String main = codes.contains("EUR")
                ? "EUR"
                : codes.contains("USD") ? "USD" : codes.iterator().next();
        CurrencyUnit currency = CurrencyUnit.of(main);
        return Money.of(currency, new BigDecimal(decimal), RoundingMode.DOWN);
    }

    Instant deadline() {
        return clock.instant().plus(PATIENCE);
    }

    // ---- operations ----

    Step opening(OperationKind kind, Money amount) {
        return new Step(kind, Optional.empty(), amount, amount, true, harness.approved(), "order-" + id(), true);
    }

    /** Sets the stage for an operation of a kind over 12.50. */
    Step step(OperationKind kind) {
        Money amount = money("12.50");
        return switch (kind) {
            case AUTHORIZE, PURCHASE -> opening(kind, amount);
            case CAPTURE -> onTop(kind, authorized(amount), amount);
            case CANCEL -> onTop(kind, opened(amount), amount);
            case REFUND -> onTop(kind, paid(amount), amount);
            case INCREMENT -> onTop(kind, authorized(amount), money("5.00")).withOpen(amount);
        };
    }

    Step step(String kind) {
        return step(OperationKind.valueOf(kind));
    }

    Step onTop(OperationKind kind, ProviderRef payment, Money amount) {
        return new Step(kind, Optional.of(payment), amount, amount, true, harness.approved(), "", false);
    }

    /** Authorises and returns the payment. */
    ProviderRef authorized(Money amount) {
        return done(send(opening(OperationKind.AUTHORIZE, amount), id()), "an approved authorisation");
    }

    /** Returns a payment that can be given up: an authorisation, or what a person has not confirmed yet. */
    ProviderRef opened(Money amount) {
        return profile().can(PaymentCapability.AUTHORIZE) ? authorized(amount) : paid(amount);
    }

    /** Has a buyer pay and returns the payment. */
    ProviderRef paid(Money amount) {
        if (profile().can(PaymentCapability.PURCHASE)) {
            return done(send(opening(OperationKind.PURCHASE, amount), id()), "an approved purchase");
        }
        ProviderRef payment = authorized(amount);
        done(settle(onTop(OperationKind.CAPTURE, payment, amount), id()), "an approved capture");
        return payment;
    }

    /** The reference of an operation that went well; of a pending one where a person decides. */
    ProviderRef done(PaymentResult result, String expected) {
        if (result instanceof PaymentResult.Pending pending && !has(Rule.Need.MACHINE)) {
            return pending.ref();
        }
        return approved(result, expected).ref();
    }

    PaymentResult.Approved approved(PaymentResult result, String expected) {
        return expect(PaymentResult.Approved.class, result, expected);
    }

    PaymentResult send(Step step, OperationId id) {
        return send(step, Call.first(id, deadline()));
    }

    PaymentResult send(Step step, Call call) {
        return send(gateway(), step, call);
    }

    PaymentResult send(PaymentGateway to, Step step, Call call) {
        return answer(step.kind() + " " + step.amount() + " " + call.id() + " attempt " + call.attempt(), () -> {
            if (step.payment().isEmpty()) {
                PaymentResult opened = to.authorize(authorization(step, call, StoredCredential.NONE));
                return step.played() ? played(to, step, call, opened) : opened;
            }
            FollowUp request = new FollowUp(
                    call, step.payment().get(), step.amount(), step.open(), step.last(), List.of(), "test kit");
            return switch (step.kind()) {
                case CAPTURE -> to.capture(request);
                case CANCEL -> to.cancel(request);
                case REFUND -> to.refund(request);
                case INCREMENT -> to.increment(request);
                case AUTHORIZE, PURCHASE -> throw new IllegalStateException("opens a payment: " + step);
            };
        });
    }

    /** Sends an operation and, if it is only acknowledged, hears its outcome by webhook where it is told that way. */
    PaymentResult settle(Step step, OperationId id) {
        return told(send(step, id), step, id);
    }

    /** The outcome of an operation that was answered like this: what a webhook says if it is told that way. */
    PaymentResult told(PaymentResult answer, Step step, OperationId id) {
        if (!(answer instanceof PaymentResult.Pending pending)
                || !profile().can(PaymentCapability.OUTCOME_BY_WEBHOOK)) {
            return answer;
        }
        PaymentResult outcome = hear(step, id);
        if (outcome instanceof PaymentResult.Approved approved) {
            expect(approved.ref().equals(pending.ref()), "the reference it was acknowledged with", approved);
        }
        return outcome;
    }

    /** What the provider's webhook says about an operation. */
    PaymentResult hear(Step step, OperationId id) {
        PaymentWebhooks webhooks =
                upstream.webhooks().orElseThrow(() -> Skipped.notRun("the upstream writes no webhooks: webhooks()"));
        String secret = webhooks.secrets().get(0);
        byte[] body = webhooks.signed(webhooks.body(List.of(id)), secret);
        WebhookEnvelope envelope = new WebhookEnvelope(
                "POST", "/webhooks/tck", "", webhooks.headers(body, secret, clock.instant()), body, clock.instant());
        WebhookOutcome<PaymentFact> heard =
                answer("webhook about " + id, () -> gateway().receive(envelope));
        boolean one = heard instanceof WebhookOutcome.Accepted<PaymentFact> it
                && it.notices().size() == 1
                && it.notices().get(0).fact() instanceof PaymentFact.Outcome;
        expect(one, "a webhook that tells one outcome", heard);
        PaymentFact.Outcome news = (PaymentFact.Outcome)
                ((WebhookOutcome.Accepted<PaymentFact>) heard).notices().get(0).fact();
        expect(news.operation().equals(Optional.of(id)) && news.kind() == step.kind(), step.kind() + " " + id, news);
        expect(step.payment().isEmpty() || news.payment().equals(step.payment().get()), "of " + step.payment(), news);
        return news.result();
    }

    private PaymentResult played(PaymentGateway to, Step step, Call call, PaymentResult opened) {
        if (!(opened instanceof PaymentResult.ActionRequired waiting)) {
            return opened;
        }
        return upstream.buyerReturns(waiting.ref(), true)
                .map(it -> to.complete(new CompleteRequest(call, waiting.ref(), step.amount(), it)))
                .orElse(opened);
    }

    /** The result once the buyer came back with that outcome, if the result was that the buyer is needed. */
    PaymentResult played(Step step, OperationId id, PaymentResult opened, String outcome) {
        if (!(opened instanceof PaymentResult.ActionRequired waiting)) {
            return opened;
        }
        Map<String, List<String>> returned = upstream.buyerReturns(waiting.ref(), outcome)
                .orElseThrow(() -> Skipped.notRun("the upstream plays no buyer of that outcome: buyerReturns(…)"));
        return complete(id, waiting.ref(), step.amount(), returned);
    }

    AuthorizeRequest authorization(Step step, Call call, StoredCredential use) {
        Money zero = Money.zero(step.amount().getCurrencyUnit());
        Buyer buyer = new Buyer(
                BUYER,
                Optional.of("buyer@example.com"),
                Optional.of(LogRules.PHONE),
                Optional.empty(),
                Locale.GERMANY,
                Optional.of("203.0.113.7"));
        return new AuthorizeRequest(
                call,
                step.amount(),
                step.kind() == OperationKind.PURCHASE ? CaptureMode.AT_ONCE : CaptureMode.LATER,
                step.instrument(),
                use,
                new CheckoutSummary(step.order(), List.of(), zero, zero, step.amount(), Optional.empty()),
                buyer,
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
    }

    PaymentResult pay(Step step, OperationId id, Instrument instrument) {
        return send(step.by(instrument), id);
    }

    PaymentResult complete(OperationId id, ProviderRef payment, Money amount, Map<String, List<String>> returned) {
        CompleteRequest request = new CompleteRequest(Call.first(id, deadline()), payment, amount, returned);
        return answer("complete " + id, () -> gateway().complete(request));
    }

    StatusReport query(Step step, OperationId id, Optional<ProviderRef> own) {
        Optional<ProviderRef> payment = step.payment().isPresent() ? step.payment() : own;
        return query(new StatusQuery(id, step.kind(), payment, own, step.amount(), clock.instant(), deadline()));
    }

    StatusReport query(StatusQuery query) {
        return answer(
                "query " + query.kind() + " " + query.operation(),
                () -> gateway().query(query));
    }

    /** Makes a call; what it answers is noted, what it throws is a fault. */
    <T> T answer(String what, Callable<T> call) {
        T answer;
        try {
            answer = call.call();
        } catch (Skipped | Broken own) {
            throw own;
        } catch (Exception | LinkageError thrown) {
            note(what + " -> threw " + thrown);
            throw new Broken("expected an answer to " + what + ", never an exception; it threw " + thrown, thrown);
        }
        note(what + " -> " + answer);
        if (answer == null) {
            throw new Broken("expected an answer to " + what + ", got null");
        }
        return answer;
    }

    // ---- faults ----

    /** Has the next request, or the next call with an effect of a provider in process, meet a fault. */
    void strike(Fault fault) {
        if (proxy != null) {
            onEffects().next(fault);
        } else if (!upstream.strike(fault)) {
            throw Skipped.notApplicable(
                    "this provider in process does not know " + fault.getClass().getSimpleName());
        }
    }

    /** Returns the proxy with its faults meant for what may move money; questions and signing in get through. */
    FaultProxy onEffects() {
        return proxy().sparing(it -> !harness.hasEffect(it));
    }

    /** A mark to count from. */
    int mark() {
        return proxy == null ? 0 : proxy.seen().size();
    }

    /** What arrived since the mark and may move money. */
    List<Seen> effectsSince(int mark) {
        if (proxy == null) {
            return List.of();
        }
        List<Seen> all = proxy.seen();
        return all.subList(mark, all.size()).stream().filter(harness::hasEffect).toList();
    }

    // ---- judging ----

    void expect(boolean holds, String expected, @Nullable Object was) {
        if (!holds) {
            throw new Broken("expected " + expected + "\nbut got  " + clean(String.valueOf(was)));
        }
    }

    <T> T expect(Class<T> type, Object was, String expected) {
        expect(type.isInstance(was), expected + ": " + type.getSimpleName(), was);
        return type.cast(was);
    }

    void expectEffects(int times, OperationId id) {
        if (upstream.counts()) {
            int effects = upstream.effects(id);
            expect(effects == times, "money to move " + times + " times for " + id, effects + " times");
        }
    }

    void expectBooked(Money amount, OperationId id) {
        if (upstream.counts()) {
            Optional<Money> booked = upstream.booked(id);
            expect(booked.equals(Optional.of(amount)), "the provider to be told " + amount + " for " + id, booked);
        }
    }

    void expectNothingSent(int mark, OperationId id) {
        List<Seen> sent = effectsSince(mark);
        expect(sent.isEmpty(), "nothing sent", sent);
        expectEffects(0, id);
    }

    // ---- notes ----

    void note(String line) {
        transcript.add(line);
    }

    String transcript() {
        List<String> lines = new ArrayList<>(transcript);
        if (proxy != null) {
            proxy.seen().forEach(it -> lines.add("at the provider: " + it.number() + ". " + it));
        }
        int skip = Math.max(0, lines.size() - LONGEST_TRANSCRIPT);
        String shown = String.join("\n  ", lines.subList(skip, lines.size()));
        return clean("  " + (skip == 0 ? "" : "… " + skip + " lines before\n  ") + shown);
    }

    /** Returns the secrets among some settings. */
    List<String> secrets(Map<String, String> values) {
        return fields().stream()
                .filter(it -> it.kind() == FieldKind.SECRET || it.kind() == FieldKind.ROTATING_SECRET)
                .map(it -> values.getOrDefault(it.name(), ""))
                .flatMap(it -> Arrays.stream(it.strip().split("\\s+", -1)))
                .filter(it -> it.length() > 3)
                .toList();
    }

    String clean(String text) {
        String cleaned = text;
        for (String secret : secrets(settings())) {
            cleaned = cleaned.replace(secret, "***");
        }
        return cleaned;
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        for (PaymentGateway each : gateways) {
            try {
                each.close();
            } catch (RuntimeException doesNotClose) {
                note("close threw " + doesNotClose); // GEN-RUN-1 is about that
            }
        }
        upstream.close();
        before.restore();
    }
}
