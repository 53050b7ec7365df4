package io.tradewind.commerce.payment.paypal;

import com.google.gson.JsonObject;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One PayPal account: a payment is an order, whose id is its reference. Money moves when the buyer, who approved the order
 * at PayPal, came back, never before. Keeps nothing between calls but the access token and the certificates of webhooks,
 * so that the host may stop at any point. Safe for use by many threads.
 */
final class PayPalGateway implements PaymentGateway {
    private static final int SECOND_STEP = 2;

    private final ProviderContext context;
    private final PayPalSettings settings;
    private final PayPalApi api;
    private final Answers answers;
    private final Questions questions;
    private final Refunds refunds;
    private final Optional<PayPalWebhooks> webhooks;
    private final PaymentProfile profile;

    PayPalGateway(ProviderContext context, PayPalSettings settings) {
        this.context = context;
        this.settings = settings;
        this.api = new PayPalApi(context.http(), context.clock(), settings);
        this.answers = new Answers(context.clock());
        this.questions = new Questions(api, answers);
        this.refunds = new Refunds(api, answers);
        this.webhooks = settings.webhookIds().isEmpty()
                ? Optional.empty()
                : Optional.of(new PayPalWebhooks(context, settings, questions, answers));
        this.profile = PayPalMoney.profile(webhooks.isPresent());
    }

    @Override
    public PaymentProfile profile() {
        return profile;
    }

    // ---- opening ----

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        if (request.use() != StoredCredential.NONE || !(request.instrument() instanceof Instrument.ProviderPage)) {
            return PaymentResult.unsupported("PayPal's page is the only instrument");
        }
        Optional<PaymentResult> cannot = unsayable(request.amount());
        if (cannot.isPresent()) {
            return cannot.get();
        }
        String key = request.call().id().toString();
        JsonObject body = Orders.order(request, settings.brandName());
        Said said = api.post("/v2/checkout/orders", body, key, request.call().deadline());
        if (!(said instanceof Said.Object it)) {
            return Failures.of(said, Optional.empty());
        }
        return Failures.reading(Optional.empty(), () -> opened(Order.of(it.json()), request));
    }

    /** Only an order that is what was asked for may be shown to the buyer: the answer has no amount to judge by. */
    private PaymentResult opened(Order order, AuthorizeRequest request) {
        boolean same = order.isOf(request.call().id())
                && order.amount().equals(request.amount())
                && order.atOnce() == (request.capture() == CaptureMode.AT_ONCE);
        return same
                ? answers.opening(order)
                : Failures.unknown(Optional.empty(), "PayPal answered with another order than the one asked for");
    }

    private Optional<PaymentResult> unsayable(Money amount) {
        return amount.isPositive() && profile.takes(amount)
                ? Optional.empty()
                : Optional.of(Failures.rejected(RejectCode.INVALID_REQUEST, "PayPal cannot be told to move " + amount));
    }

    /** Takes or reserves the money of an order the buyer approved. */
    @Override
    public PaymentResult complete(CompleteRequest request) {
        OperationId operation = request.call().id();
        Questions.Asked asked =
                questions.order(request.payment(), request.call().deadline());
        if (asked.isGone()) {
            return Declines.over("ORDER_EXPIRED");
        } else if (asked.order().isEmpty()) {
            return Failures.before(asked.said());
        }
        Order order = asked.order().get();
        if (!order.isOf(operation)) {
            return Failures.rejected(RejectCode.NOT_FOUND, "the order belongs to another operation");
        } else if (!order.status().equals("APPROVED")) {
            return Failures.reading(Optional.of(order.ref()), () -> notApproved(order, request));
        } else if (!order.amount().equals(request.amount())) {
            return Failures.rejected(RejectCode.INVALID_REQUEST, "the order is over " + order.amount());
        }
        String path = "/v2/checkout/orders/" + order.id() + (order.atOnce() ? "/capture" : "/authorize");
        Said said = api.post(
                path,
                new JsonObject(),
                operation.step(SECOND_STEP),
                request.call().deadline());
        if (said instanceof Said.Object it) {
            return Failures.reading(Optional.of(order.ref()), () -> answers.opening(Order.of(it.json())));
        }
        return said instanceof Said.No no ? refused(order, no) : Failures.of(said, Optional.of(order.ref()));
    }

    /** PayPal tells who approved in the address the buyer comes back to; who turned back brings only the order. */
    private PaymentResult notApproved(Order order, CompleteRequest request) {
        boolean waits = answers.opening(order) instanceof PaymentResult.ActionRequired;
        boolean turnedBack = request.parameter("token").equals(Optional.of(order.id()))
                && request.parameter("PayerID").isEmpty();
        return waits && turnedBack ? Declines.turnedBack(order.status()) : answers.opening(order);
    }

    private PaymentResult refused(Order order, Said.No no) {
        return switch (no.problem().issue()) {
            case "ORDER_ALREADY_CAPTURED", "ORDER_ALREADY_AUTHORIZED", "ORDER_COMPLETED_OR_VOIDED" ->
                Failures.unknown(Optional.of(order.ref()), no.problem().say());
            case "PAYER_ACTION_REQUIRED", "ORDER_NOT_APPROVED", "ORDER_IS_PENDING_APPROVAL" ->
                Failures.reading(
                        Optional.of(order.ref()),
                        () -> answers.action(order, no.problem().action().or(order::approveAt)));
            default -> Failures.of(no, Optional.of(order.ref()));
        };
    }

    // ---- on top ----

    @Override
    public PaymentResult capture(FollowUp request) {
        Optional<PaymentResult> cannot = unsayable(request.amount());
        if (cannot.isPresent()) {
            return cannot.get();
        }
        Questions.Asked asked =
                questions.order(request.payment(), request.call().deadline());
        if (asked.order().isEmpty()) {
            return Failures.before(asked.said());
        }
        Order order = asked.order().get();
        OperationId operation = request.call().id();
        Optional<Order.Payment> own = order.captureOf(operation);
        if (own.isPresent()) {
            return own.get().amount().equals(request.amount())
                    ? Failures.reading(Optional.of(own.get().ref()), () -> answers.captured(own.get()))
                    : keyReused(own.get().amount());
        }
        Optional<Order.Payment> authorization = order.authorization();
        if (authorization.isEmpty()) {
            return Failures.rejected(RejectCode.INVALID_REQUEST, "the order has no authorisation to capture");
        } else if (authorization.get().status().equals("VOIDED")) {
            return Failures.rejected(RejectCode.ALREADY_DONE, "the authorisation was given up, or ran out");
        }
        String path = "/v2/payments/authorizations/" + authorization.get().id() + "/capture";
        Said said = api.post(
                path,
                Orders.capture(request),
                operation.toString(),
                request.call().deadline());
        if (said instanceof Said.Object it) {
            return Failures.reading(Optional.empty(), () -> answers.captured(Order.Payment.of(it.json())));
        } else if (said instanceof Said.No no && no.problem().issue().equals("DUPLICATE_INVOICE_ID")) {
            // the invoice is this operation: an earlier sending of it went through
            return Failures.unknown(Optional.empty(), no.problem().say());
        }
        return Failures.of(said, Optional.empty());
    }

    private static PaymentResult keyReused(Money before) {
        return Failures.rejected(RejectCode.KEY_REUSED, "the operation was sent before, over " + before);
    }

    /** Gives up what is authorised. An order without authorisation holds no money, and gets none without us. */
    @Override
    public PaymentResult cancel(FollowUp request) {
        if (!request.amount().equals(request.open())) {
            return Failures.rejected(
                    RejectCode.UNSUPPORTED, "PayPal gives up all that is open, " + request.open() + ", or nothing");
        }
        Questions.Asked asked =
                questions.order(request.payment(), request.call().deadline());
        if (asked.isGone()) {
            return Answers.cancelled(request.payment(), request.amount());
        } else if (asked.order().isEmpty()) {
            return Failures.before(asked.said());
        }
        Order order = asked.order().get();
        Optional<Order.Payment> authorization = order.authorization();
        if (authorization.isEmpty()) {
            return order.captures().isEmpty()
                    ? Answers.cancelled(order.ref(), request.amount())
                    : Failures.rejected(RejectCode.ALREADY_DONE, "the money was taken; it can be refunded");
        }
        Order.Payment held = authorization.get();
        Money rest = order.rest();
        if (Questions.isGivenUp(order)) {
            return Answers.cancelled(held.ref(), rest);
        } else if (!rest.isPositive()) {
            return Failures.rejected(RejectCode.ALREADY_DONE, "everything is captured; it can be refunded");
        }
        String path = "/v2/payments/authorizations/" + held.id() + "/void";
        Said said =
                api.post(path, request.call().id().toString(), request.call().deadline());
        if (said instanceof Said.Nothing) {
            return Answers.cancelled(held.ref(), rest);
        } else if (said instanceof Said.Object it) {
            return Failures.reading(Optional.of(held.ref()), () -> voided(Order.Payment.of(it.json()), held, rest));
        }
        return Failures.of(said, Optional.of(held.ref()));
    }

    private static PaymentResult voided(Order.Payment told, Order.Payment held, Money rest) {
        return told.id().equals(held.id()) && told.status().equals("VOIDED")
                ? Answers.cancelled(held.ref(), rest)
                : Failures.unknown(Optional.of(held.ref()), "the authorisation is " + told.status());
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        Optional<PaymentResult> cannot = unsayable(request.amount());
        if (cannot.isPresent()) {
            return cannot.get();
        }
        Questions.Asked asked =
                questions.order(request.payment(), request.call().deadline());
        return asked.order().isPresent() ? refunds.refund(asked.order().get(), request) : Failures.before(asked.said());
    }

    // ---- questions ----

    @Override
    public StatusReport query(StatusQuery query) {
        return questions.ask(query);
    }

    /** Asks for a new access token: what is kept proves nothing. */
    @Override
    public Health health(Instant deadline) {
        Instant start = context.clock().instant();
        Tokens.Answer answer = api.tokens().fetch(deadline);
        Duration latency = Duration.between(start, context.clock().instant());
        if (answer instanceof Tokens.Answer.Token) {
            return Health.up(latency);
        }
        return answer instanceof Tokens.Answer.None it
                ? Health.down(latency, it.why())
                : Health.badCredentials(latency);
    }

    @Override
    public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        return webhooks.isPresent() ? webhooks.get().read(envelope) : new WebhookOutcome.NotSupported<>();
    }
}
