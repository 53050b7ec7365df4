package io.tradewind.commerce.payment.sandbox;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxBook.State;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderContext;
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
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The gateway: takes what the account claims, reads the script, and has it answered. Safe for use by many threads. */
final class SandboxGateway implements PaymentGateway {
    private final ProviderContext context;
    private final SandboxSettings settings;
    private final SandboxBook book;
    private final SandboxCards cards;
    private final ScriptedAnswers answers;
    private final SandboxDecisions decisions;
    private final SandboxQuestions questions;

    SandboxGateway(ProviderContext context, SandboxSettings settings, SandboxBook book) {
        this.context = context;
        this.settings = settings;
        this.book = book;
        Clock clock = context.clock();
        this.cards = new SandboxCards(book, clock);
        this.answers = new ScriptedAnswers(settings, book, clock);
        this.decisions = new SandboxDecisions(settings, book, clock);
        this.questions = new SandboxQuestions(settings, book, clock, answers, decisions, cards);
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
            return SandboxResults.rejected(
                    RejectCode.INVALID_REQUEST, "amount " + request.amount() + " cannot be charged");
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
            return SandboxResults.rejected(RejectCode.INVALID_REQUEST, "the token is no script of the sandbox");
        }
        OperationKind kind = atOnce ? OperationKind.PURCHASE : OperationKind.AUTHORIZE;
        SandboxOrder order = new SandboxOrder(
                request.call(),
                kind,
                Optional.empty(),
                request.amount(),
                request.checkout().reference());
        if (request.use() == StoredCredential.SAVE_FOR_LATER) {
            book.wantKept(request.call().id(), request.buyer().reference());
        }
        PaymentResult result = answers.answer(
                order, wanted.get(), script -> decisions.decide(order, script, () -> actionUrl(request)));
        return cards.kept(request.call().id(), result);
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
        SandboxOrder order =
                new SandboxOrder(request.call(), kind, Optional.of(request.payment()), request.amount(), "");
        return cards.kept(
                request.call().id(),
                answers.answer(SandboxCall.COMPLETE, order, Script.APPROVE, script -> returned(order, request)));
    }

    private PaymentResult returned(SandboxOrder order, CompleteRequest request) {
        synchronized (book) {
            Optional<Entry> known =
                    book.latest(order.id()).filter(it -> it.payment().equals(request.payment()));
            if (known.isEmpty()) {
                return SandboxResults.rejected(RejectCode.NOT_FOUND, "no such payment waits for the buyer");
            }
            Entry entry = decisions.expired(known.get());
            if (!entry.amount().equals(request.amount())) {
                return SandboxResults.rejected(RejectCode.KEY_REUSED, "the payment is for another amount");
            }
            if (entry.state() != State.ACTION_REQUIRED) {
                return decisions.result(entry);
            }
            boolean another = request.parameter("operation")
                    .filter(it -> !it.equals(order.id().toString()))
                    .isPresent(); // from a page of this buyer that was left open
            return decisions.result(
                    switch (another ? "" : request.parameter("outcome").orElse("")) {
                        case "approved" ->
                            book.record(
                                    entry, State.APPROVED, "", context.clock().instant());
                        case "failed" -> decisions.declined(entry, DeclineCode.AUTHENTICATION_FAILED);
                        case "cancelled" -> decisions.declined(entry, DeclineCode.CANCELLED_BY_CUSTOMER);
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
            return SandboxResults.rejected(
                    RejectCode.INVALID_REQUEST, "amount " + request.amount() + " is not positive");
        }
        SandboxOrder order =
                new SandboxOrder(request.call(), kind, Optional.of(request.payment()), request.amount(), "");
        return answers.answer(
                order, setting(SandboxCall.of(kind)), script -> decisions.decide(order, script, () -> ""));
    }

    private Script setting(SandboxCall call) {
        return settings.scripts().getOrDefault(call, Script.APPROVE);
    }

    @Override
    public StatusReport query(StatusQuery query) {
        return questions.ask(query);
    }

    @Override
    public Optional<SavedInstruments> savedInstruments() {
        return profile().can(PaymentCapability.SAVED_INSTRUMENTS) ? Optional.of(cards) : Optional.empty();
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
