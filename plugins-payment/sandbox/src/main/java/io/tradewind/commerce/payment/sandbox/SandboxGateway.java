package io.tradewind.commerce.payment.sandbox;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxBook.State;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.joda.money.Money;

/** The gateway: reads the script, has the book do the truth, and answers as scripted. Safe for use by many threads. */
final class SandboxGateway implements PaymentGateway {
    private static final Duration SHORTLY = Duration.ofMillis(100);
    private static final YearMonth LAST_MONTH = YearMonth.of(2099, 12);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final ProviderContext context;
    private final SandboxSettings settings;
    private final SandboxBook book;

    SandboxGateway(ProviderContext context, SandboxSettings settings, SandboxBook book) {
        this.context = context;
        this.settings = settings;
        this.book = book;
    }

    @Override
    public PaymentProfile profile() {
        return settings.profile();
    }

    @Override
    public Health health(Instant deadline) {
        if (book.isDown()) {
            return Health.down(Duration.ZERO, "the sandbox was told to be down");
        }
        return settings.badCredentials() ? Health.badCredentials(Duration.ZERO) : Health.up(Duration.ZERO);
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        boolean atOnce = request.capture() == CaptureMode.AT_ONCE;
        PaymentCapability needed = atOnce ? PaymentCapability.PURCHASE : PaymentCapability.AUTHORIZE;
        if (!profile().can(needed)) {
            return PaymentResult.unsupported(needed.name());
        }
        if (!request.amount().isPositive() || !profile().takes(request.amount())) {
            return rejected(RejectCode.INVALID_REQUEST, "amount " + request.amount() + " cannot be charged");
        }
        if (!takes(request.instrument())) {
            return PaymentResult.unsupported(
                    "instrument " + request.instrument().getClass().getSimpleName());
        }
        if (!mayUse(request.use())) {
            return PaymentResult.unsupported("stored instrument, " + request.use());
        }
        Optional<Script> wanted = script(request.instrument());
        if (wanted.isEmpty()) {
            return rejected(RejectCode.INVALID_REQUEST, "the token is no script of the sandbox");
        }
        OperationKind kind = atOnce ? OperationKind.PURCHASE : OperationKind.AUTHORIZE;
        Order order = new Order(
                request.call(),
                kind,
                Optional.empty(),
                request.amount(),
                request.checkout().reference());
        if (request.use() == StoredCredential.SAVE_FOR_LATER) {
            book.wantKept(request.call().id(), request.buyer().reference());
        }
        PaymentResult result = answer(order, wanted.get(), script -> decide(order, script, () -> actionUrl(request)));
        return kept(request.call().id(), result);
    }

    /** An approval says which instrument is kept, if the buyer agreed to that. */
    private PaymentResult kept(OperationId operation, PaymentResult result) {
        return result instanceof PaymentResult.Approved it
                ? book.kept(operation, it.ref())
                        .<PaymentResult>map(card -> it.keeping(
                                new SavedInstrument(card, "Sandbox card ending in 4242", Optional.of(LAST_MONTH))))
                        .orElse(it)
                : result;
    }

    private boolean mayUse(StoredCredential use) {
        return switch (use) {
            case NONE -> true;
            case SAVE_FOR_LATER, CUSTOMER_PRESENT -> profile().can(PaymentCapability.SAVED_INSTRUMENTS);
            case MERCHANT_INITIATED -> profile().can(PaymentCapability.MERCHANT_INITIATED);
        };
    }

    private boolean takes(Instrument instrument) {
        return instrument instanceof Instrument.ProviderPage
                || (instrument instanceof Instrument.ClientToken && profile().can(PaymentCapability.CLIENT_TOKEN))
                || (instrument instanceof Instrument.Saved && profile().can(PaymentCapability.SAVED_INSTRUMENTS));
    }

    private Optional<Script> script(Instrument instrument) {
        if (instrument instanceof Instrument.Saved it) {
            return Optional.of(
                    book.keeps(it.instrument())
                            ? Script.APPROVE
                            : new Script(Script.Word.DECLINE, "expired_instrument"));
        }
        return instrument instanceof Instrument.ClientToken it
                ? Script.read(it.token().value())
                : Optional.of(setting(SandboxCall.AUTHORIZE));
    }

    private String actionUrl(AuthorizeRequest request) {
        URI base = settings.actionUrl().orElse(request.returnUrl());
        String query = "sandbox=bank&operation=" + request.call().id() + "&amount="
                + encode(request.amount().toString())
                + settings.actionUrl()
                        .map(it -> "&return=" + encode(request.returnUrl().toString()))
                        .orElse("");
        return base + (base.getRawQuery() == null ? "?" : "&") + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public PaymentResult complete(CompleteRequest request) {
        if (!profile().can(PaymentCapability.REDIRECT)) {
            return PaymentResult.unsupported("complete");
        }
        OperationKind kind = book.latest(request.call().id()).map(Entry::kind).orElse(OperationKind.AUTHORIZE);
        Order order = new Order(request.call(), kind, Optional.of(request.payment()), request.amount(), "");
        return kept(
                request.call().id(),
                answer(SandboxCall.COMPLETE, order, Script.APPROVE, script -> returned(order, request)));
    }

    private PaymentResult returned(Order order, CompleteRequest request) {
        synchronized (book) {
            Optional<Entry> known =
                    book.latest(order.id()).filter(it -> it.payment().equals(request.payment()));
            if (known.isEmpty()) {
                return rejected(RejectCode.NOT_FOUND, "no such payment waits for the buyer");
            }
            Entry entry = expired(known.get());
            if (!entry.amount().equals(request.amount())) {
                return rejected(RejectCode.KEY_REUSED, "the payment is for another amount");
            }
            if (entry.state() != State.ACTION_REQUIRED) {
                return result(entry);
            }
            return result(
                    switch (request.parameter("outcome").orElse("")) {
                        case "approved" -> book.record(entry, State.APPROVED, "", now());
                        case "failed" -> declined(entry, DeclineCode.AUTHENTICATION_FAILED);
                        case "cancelled" -> declined(entry, DeclineCode.CANCELLED_BY_CUSTOMER);
                        default -> entry;
                    });
        }
    }

    @Override
    public PaymentResult capture(FollowUp request) {
        return followUp(OperationKind.CAPTURE, profile().can(PaymentCapability.AUTHORIZE), request);
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return followUp(OperationKind.CANCEL, profile().can(PaymentCapability.CANCEL), request);
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return followUp(OperationKind.REFUND, true, request);
    }

    @Override
    public PaymentResult increment(FollowUp request) {
        return followUp(OperationKind.INCREMENT, profile().can(PaymentCapability.INCREMENT), request);
    }

    private PaymentResult followUp(OperationKind kind, boolean can, FollowUp request) {
        if (!can) {
            return PaymentResult.unsupported(kind.name());
        }
        if (!request.amount().isPositive()) {
            return rejected(RejectCode.INVALID_REQUEST, "amount " + request.amount() + " is not positive");
        }
        Order order = new Order(request.call(), kind, Optional.of(request.payment()), request.amount(), "");
        return answer(order, setting(SandboxCall.of(kind)), script -> decide(order, script, () -> ""));
    }

    private Script setting(SandboxCall call) {
        return settings.scripts().getOrDefault(call, Script.APPROVE);
    }

    // ---- answering ----

    /** What the shop asks for. */
    private record Order(Call call, OperationKind kind, Optional<ProviderRef> payment, Money amount, String reference) {
        OperationId id() {
            return call.id();
        }
    }

    private interface Truth {
        PaymentResult happen(Script script);
    }

    private PaymentResult answer(Order order, Script wanted, Truth truth) {
        return answer(SandboxCall.of(order.kind()), order, wanted, truth);
    }

    @SuppressWarnings("NullAway") // answering null is one of the faults
    private PaymentResult answer(SandboxCall call, Order order, Script wanted, Truth truth) {
        if (book.isDown()) {
            return new PaymentResult.NotSent("the sandbox was told to be down");
        }
        if (settings.badCredentials()) {
            return rejected(RejectCode.BAD_CREDENTIALS, "the API key is not accepted");
        }
        Script script = book.script(call, order.id(), wanted);
        return switch (script.word()) {
            case REJECT -> rejected(script.rejectCode(), "as scripted");
            case NOT_SENT -> new PaymentResult.NotSent("as scripted");
            case THROW -> throw new IllegalStateException("as scripted, without effect");
            case UNKNOWN_BEFORE -> unknown(Optional.empty());
            case HANG_BEFORE -> {
                hang(order.call(), settings.hangBeyond(), false);
                yield unknown(Optional.empty());
            }
            case THROW_AFTER -> {
                truth.happen(Script.APPROVE);
                throw new IllegalStateException("as scripted, with effect");
            }
            case NULL -> {
                truth.happen(Script.APPROVE);
                yield null;
            }
            case UNKNOWN -> unknown(reference(truth.happen(Script.APPROVE)));
            case LIE -> lie(script.argument(), truth.happen(Script.APPROVE));
            case LATE -> {
                PaymentResult late = truth.happen(Script.APPROVE);
                hang(order.call(), SHORTLY, false);
                yield late;
            }
            case HANG, HANG_DEAF -> {
                PaymentResult late = truth.happen(Script.APPROVE);
                hang(order.call(), settings.hangBeyond(), script.word() == Script.Word.HANG_DEAF);
                yield late;
            }
            case APPROVE, DECLINE, ACTION, STEP, PENDING -> truth.happen(script);
            case UNAVAILABLE, NOT_FOUND -> throw new IllegalStateException(script.word() + " is for questions");
        };
    }

    private static PaymentResult unknown(Optional<ProviderRef> ref) {
        return new PaymentResult.Unknown(ref, "as scripted", Details.NONE);
    }

    private static Optional<ProviderRef> reference(PaymentResult result) {
        return result instanceof PaymentResult.Approved it ? Optional.of(it.ref()) : Optional.empty();
    }

    private static PaymentResult lie(String about, PaymentResult truth) {
        if (!(truth instanceof PaymentResult.Approved it)) {
            return truth;
        }
        return switch (about) {
            case "currency" ->
                new PaymentResult.Approved(
                        it.ref(), SandboxResults.inAnotherCurrency(it.amount()), it.effect(), it.details());
            case "reference" ->
                new PaymentResult.Approved(new ProviderRef("not-" + it.ref()), it.amount(), it.effect(), it.details());
            case "effect" ->
                new PaymentResult.Approved(it.ref(), it.amount(), SandboxResults.another(it.effect()), it.details());
            case "state" -> SandboxResults.declined(DeclineCode.DO_NOT_HONOR);
            default -> new PaymentResult.Approved(it.ref(), it.amount().plusMinor(1), it.effect(), it.details());
        };
    }

    /** Waits in real time: a hanging provider does not care for the shop's clock. */
    private void hang(Call call, Duration beyond, boolean deaf) {
        CountDownLatch released = book.hanging();
        long nanos = Duration.between(now(), call.deadline()).plus(beyond).toNanos();
        long end = System.nanoTime() + Math.max(0, nanos);
        boolean interrupted = false;
        while (true) {
            try {
                boolean ignored = released.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException asked) {
                interrupted = true;
                if (!deaf) {
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- what really happens ----

    private PaymentResult decide(Order order, Script script, Supplier<String> actionUrl) {
        synchronized (book) {
            boolean keyed = profile().can(PaymentCapability.KEYED);
            Optional<Entry> known = keyed ? book.latest(order.id()) : Optional.empty();
            if (known.isPresent()) {
                return sameRequest(known.get(), order)
                        ? result(settled(expired(known.get())))
                        : rejected(RejectCode.KEY_REUSED, "the operation id was used for another request");
            }
            Optional<PaymentResult> refusal = order.payment().flatMap(it -> refusal(order, it));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Entry opened = opened(order, keyed ? 0 : book.effects(order.id()));
            return result(
                    switch (script.word()) {
                        case DECLINE -> declined(opened, script.declineCode());
                        case PENDING -> book.record(opened, State.PENDING, "", now());
                        case ACTION ->
                            profile().can(PaymentCapability.REDIRECT)
                                            && order.payment().isEmpty()
                                    ? book.record(opened, State.ACTION_REQUIRED, actionUrl.get(), now())
                                    : declined(opened, DeclineCode.AUTHENTICATION_REQUIRED);
                        case STEP ->
                            profile().can(PaymentCapability.CLIENT_STEP)
                                            && order.payment().isEmpty()
                                    ? book.record(opened, State.ACTION_REQUIRED, SandboxResults.STEP, now())
                                    : declined(opened, DeclineCode.AUTHENTICATION_REQUIRED);
                        default -> approve(opened);
                    });
        }
    }

    private static boolean sameRequest(Entry known, Order order) {
        return known.kind() == order.kind()
                && known.amount().equals(order.amount())
                && order.payment().map(known.payment()::equals).orElse(true);
    }

    private Entry opened(Order order, int earlier) {
        String suffix = earlier == 0 ? "" : "-" + (earlier + 1);
        ProviderRef own = new ProviderRef(SandboxResults.prefix(order.kind()) + order.id() + suffix);
        ProviderRef payment = order.payment().orElse(own);
        String reference =
                order.payment().flatMap(book::opening).map(Entry::reference).orElse(order.reference());
        return new Entry(
                0,
                Optional.of(order.id()),
                order.kind(),
                payment,
                own,
                order.amount(),
                State.PENDING,
                "",
                reference,
                now());
    }

    private Entry approve(Entry opened) {
        if (opened.kind() == OperationKind.CANCEL) {
            Entry payment = book.opening(opened.payment()).orElseThrow();
            if (payment.state() == State.ACTION_REQUIRED || payment.state() == State.PENDING) {
                declined(payment, DeclineCode.CANCELLED_BY_CUSTOMER);
            }
        }
        return book.record(opened, State.APPROVED, "", now());
    }

    private Entry declined(Entry entry, DeclineCode code) {
        return book.record(entry, State.DECLINED, code.name(), now());
    }

    /** Why a follow-up of a payment cannot be done, if so. */
    private Optional<PaymentResult> refusal(Order order, ProviderRef payment) {
        Optional<Entry> opening = book.opening(payment);
        if (opening.isEmpty()) {
            return Optional.of(rejected(RejectCode.NOT_FOUND, "no such payment"));
        }
        if (!opening.get().amount().isSameCurrency(order.amount())) {
            return Optional.of(rejected(RejectCode.INVALID_REQUEST, "the payment has another currency"));
        }
        Money captured = book.charged(payment);
        if (order.kind() == OperationKind.REFUND) {
            Money open = captured.minus(book.refunded(payment)).minus(book.undecided(payment, OperationKind.REFUND));
            return limit(order, open, captured, PaymentCapability.PARTIAL_REFUND, PaymentCapability.MULTI_REFUND);
        }
        State state = opening.get().state();
        if (order.kind() == OperationKind.CANCEL && (state == State.ACTION_REQUIRED || state == State.PENDING)) {
            return Optional.empty();
        }
        if (state != State.APPROVED) {
            return Optional.of(rejected(RejectCode.INVALID_REQUEST, "the payment is " + state));
        }
        Money authorized = book.authorized(payment);
        Money open = authorized
                .minus(captured)
                .minus(book.cancelled(payment))
                .minus(book.undecided(payment, OperationKind.CAPTURE));
        if (open.isZero()) {
            return Optional.of(rejected(RejectCode.ALREADY_DONE, "nothing is open"));
        }
        if (order.kind() == OperationKind.INCREMENT) {
            return Optional.empty();
        }
        if (order.kind() == OperationKind.CANCEL) {
            return order.amount().isGreaterThan(open)
                    ? Optional.of(rejected(RejectCode.AMOUNT_EXCEEDS, "open is " + open))
                    : Optional.empty();
        }
        if (opening.get().at().plus(profile().authorizationLife()).isBefore(now())) {
            return Optional.of(SandboxResults.declined(DeclineCode.SESSION_EXPIRED));
        }
        return limit(order, open, authorized, PaymentCapability.PARTIAL_CAPTURE, PaymentCapability.MULTI_CAPTURE);
    }

    private Optional<PaymentResult> limit(
            Order order, Money open, Money whole, PaymentCapability part, PaymentCapability several) {
        if (order.amount().isGreaterThan(open)) {
            return Optional.of(rejected(RejectCode.AMOUNT_EXCEEDS, "open is " + open));
        }
        if (!order.amount().equals(whole) && !profile().can(part)) {
            return Optional.of(PaymentResult.unsupported(part.name()));
        }
        return !open.equals(whole) && !profile().can(several)
                ? Optional.of(PaymentResult.unsupported(several.name()))
                : Optional.empty();
    }

    /** A buyer who does not come back lets the session run out. */
    private Entry expired(Entry entry) {
        boolean over = entry.state() == State.ACTION_REQUIRED
                && entry.at().plus(SandboxResults.SESSION).isBefore(now());
        return over ? declined(entry, DeclineCode.SESSION_EXPIRED) : entry;
    }

    /** Time decides what is pending, when the account says after how long. */
    private Entry settled(Entry entry) {
        boolean due = entry.state() == State.PENDING
                && settings.settleAfter()
                        .map(it -> !entry.at().plus(it).isAfter(now()))
                        .orElse(false);
        return due ? book.record(entry, State.APPROVED, "", now()) : entry;
    }

    private PaymentResult result(Entry entry) {
        return SandboxResults.of(entry, settings.settleAfter().orElse(ASK_AGAIN));
    }

    private static PaymentResult rejected(RejectCode code, String why) {
        return new PaymentResult.Rejected(code, why, Details.NONE);
    }

    private Instant now() {
        return context.clock().instant();
    }

    // ---- questions ----

    @Override
    @SuppressWarnings("NullAway") // answering null is one of the faults
    public StatusReport query(StatusQuery query) {
        if (book.isDown()) {
            return new StatusReport.Unavailable("the sandbox was told to be down");
        }
        if (settings.badCredentials()) {
            return new StatusReport.Unavailable("the API key is not accepted");
        }
        Script script = book.script(SandboxCall.QUERY, query.operation(), Script.APPROVE);
        return switch (script.word()) {
            case UNAVAILABLE -> new StatusReport.Unavailable("as scripted");
            case NOT_FOUND -> new StatusReport.NotFound();
            case NULL -> null;
            case THROW -> throw new IllegalStateException("as scripted");
            case HANG -> {
                hang(Call.first(query.operation(), query.deadline()), settings.hangBeyond(), false);
                yield new StatusReport.Unavailable("as scripted");
            }
            default -> look(query);
        };
    }

    private StatusReport look(StatusQuery query) {
        synchronized (book) {
            Optional<Entry> byReference = query.own()
                    .or(() -> opens(query.kind()) ? query.payment() : Optional.empty())
                    .flatMap(book::latest);
            Optional<Entry> byOperation = profile().can(PaymentCapability.QUERY_BY_OPERATION)
                    ? book.latest(query.operation())
                    : Optional.empty();
            if (byReference.isEmpty() && !profile().can(PaymentCapability.QUERY_BY_OPERATION)) {
                return new StatusReport.Unavailable("this account finds by reference only");
            }
            return byOperation
                    .or(() -> byReference)
                    .filter(it -> !it.at().plus(profile().settleWindow()).isAfter(now()))
                    .map(it -> found(settled(expired(it))))
                    .orElseGet(StatusReport.NotFound::new);
        }
    }

    private static boolean opens(OperationKind kind) {
        return kind == OperationKind.AUTHORIZE || kind == OperationKind.PURCHASE;
    }

    private StatusReport found(Entry entry) {
        ProviderRef payment = entry.payment();
        PaymentResult outcome = result(entry);
        return new StatusReport.Found(
                opens(entry.kind()) && entry.operation().isPresent()
                        ? kept(entry.operation().get(), outcome)
                        : outcome,
                new StatusReport.Totals(book.authorized(payment), book.charged(payment), book.refunded(payment)));
    }

    @Override
    public Optional<SavedInstruments> savedInstruments() {
        return profile().can(PaymentCapability.SAVED_INSTRUMENTS) ? Optional.of(new Cards()) : Optional.empty();
    }

    private final class Cards implements SavedInstruments {
        @Override
        public Answer<List<SavedInstrument>> list(ProviderRef buyer, Instant deadline) {
            return new Answer.Done<>(book.keptFor(buyer.value()).stream()
                    .map(it -> new SavedInstrument(it, "Sandbox card ending in 4242", Optional.of(LAST_MONTH)))
                    .toList());
        }

        @Override
        public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
            if (book.isDown()) {
                return new Answer.NotSent<>("the sandbox was told to be down");
            }
            book.forget(instrument);
            return new Answer.Done<>(new Cancelled(now()));
        }
    }

    @Override
    public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        if (profile().can(PaymentCapability.WEBHOOK_IS_HINT)) {
            return SandboxWebhooks.hint(requireNonNull(envelope));
        } else if (!profile().can(PaymentCapability.WEBHOOKS)) {
            return new WebhookOutcome.NotSupported<>();
        }
        return SandboxWebhooks.read(requireNonNull(envelope), context.account(), settings.webhookSecrets());
    }
}
