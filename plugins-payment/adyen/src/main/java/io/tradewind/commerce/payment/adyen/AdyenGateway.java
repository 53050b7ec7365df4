package io.tradewind.commerce.payment.adyen;

import com.adyen.model.checkout.PaymentAmountUpdateRequest;
import com.adyen.model.checkout.PaymentCancelRequest;
import com.adyen.model.checkout.PaymentCaptureRequest;
import com.adyen.model.checkout.PaymentMethodsRequest;
import com.adyen.model.checkout.PaymentRefundRequest;
import com.adyen.model.checkout.StandalonePaymentCancelRequest;
import com.adyen.service.exception.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.RejectCode;
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
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One merchant account at Adyen. A payment is known by a reference of ours until it is authorised, and by its PSP reference
 * from then on. Keeps nothing between calls, so that the host may stop at any point. Safe for use by many threads.
 */
final class AdyenGateway implements PaymentGateway {
    private final Clock clock;
    private final AdyenSettings settings;
    private final AdyenApi api;
    private final Answers answers;
    private final Opening opening;
    private final Returning returning;
    private final AdyenWebhooks webhooks;
    private final PaymentProfile profile;

    AdyenGateway(ProviderContext context, AdyenSettings settings) {
        this.clock = context.clock();
        this.settings = settings;
        this.api = new AdyenApi(context.http(), settings);
        this.answers = new Answers(clock, settings);
        this.opening = new Opening(settings);
        this.returning = new Returning(api, answers);
        this.webhooks = new AdyenWebhooks(settings);
        this.profile = AdyenMoney.profile(settings);
    }

    @Override
    public PaymentProfile profile() {
        return profile;
    }

    // ---- opening ----

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        Optional<PaymentResult> cannot = unsayable(request.amount());
        if (cannot.isPresent()) {
            return cannot.get();
        } else if (request.instrument() instanceof Instrument.ClientToken it) {
            return withToken(request, it);
        } else if (request.instrument() instanceof Instrument.Saved it) {
            return withKept(request, it);
        }
        Reference reference = reference(request, true);
        return Failures.attempt(
                () -> answers.page(opened(request, "/sessions", opening.page(request, reference)), reference));
    }

    private PaymentResult withToken(AuthorizeRequest request, Instrument.ClientToken instrument) {
        Optional<JsonNode> state = Opening.fromBrowser(instrument.token().value());
        if (state.isEmpty()) {
            return Failures.rejected(
                    RejectCode.INVALID_REQUEST,
                    "the token is not what Adyen's script hands over in state.data, encrypted, as JSON");
        }
        Reference reference = reference(request, false);
        return Failures.attempt(() -> answers.opening(
                opened(request, "/payments", opening.payment(request, reference, state.get())), reference));
    }

    private PaymentResult withKept(AuthorizeRequest request, Instrument.Saved instrument) {
        Optional<KeptCard> card = KeptCard.parse(instrument.instrument());
        if (card.isEmpty()) {
            return Failures.rejected(RejectCode.NOT_FOUND, "no reference of a kept card");
        }
        Reference reference = reference(request, false);
        return Failures.attempt(() -> answers.opening(
                opened(request, "/payments", opening.payment(request, reference, card.get())), reference));
    }

    private static Reference reference(AuthorizeRequest request, boolean onPage) {
        boolean atOnce = request.capture() == CaptureMode.AT_ONCE;
        return Reference.opening(
                request.call().id(), atOnce ? OperationKind.PURCHASE : OperationKind.AUTHORIZE, onPage);
    }

    private JsonNode opened(AuthorizeRequest request, String path, Object body) throws ApiException, IOException {
        return api.post(
                path, body, request.call().id().toString(), request.call().deadline());
    }

    private Optional<PaymentResult> unsayable(Money amount) {
        return amount.isPositive() && profile.takes(amount)
                ? Optional.empty()
                : Optional.of(Failures.rejected(RejectCode.INVALID_REQUEST, "Adyen cannot be told to move " + amount));
    }

    @Override
    public PaymentResult complete(CompleteRequest request) {
        return returning.complete(request);
    }

    // ---- on top: each is only acknowledged, and a webhook tells what became of it ----

    @Override
    public PaymentResult capture(FollowUp request) {
        return unsayable(request)
                .orElseGet(() -> send(
                        request,
                        "captures",
                        new PaymentCaptureRequest()
                                .merchantAccount(settings.merchantAccount())
                                .reference(reference(request, OperationKind.CAPTURE))
                                .amount(AdyenMoney.amount(request.amount()))));
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return unsayable(request)
                .orElseGet(() -> send(
                        request,
                        "refunds",
                        new PaymentRefundRequest()
                                .merchantAccount(settings.merchantAccount())
                                .reference(reference(request, OperationKind.REFUND))
                                .amount(AdyenMoney.amount(request.amount()))));
    }

    /** Gives up what is open; a payment that is not authorised yet goes by our own reference. */
    @Override
    public PaymentResult cancel(FollowUp request) {
        if (!request.amount().equals(request.open())) {
            return Failures.rejected(
                    RejectCode.UNSUPPORTED, "Adyen gives up all that is open, " + request.open() + ", or nothing");
        }
        Optional<Reference> waiting = Reference.parse(request.payment().value()).filter(Reference::isOpening);
        if (waiting.isEmpty()) {
            return unsayable(request)
                    .orElseGet(() -> send(
                            request,
                            "cancels",
                            new PaymentCancelRequest()
                                    .merchantAccount(settings.merchantAccount())
                                    .reference(cancellation(request))));
        }
        return unsayable(request.amount())
                .orElseGet(() -> send(
                        request,
                        "/cancels",
                        new StandalonePaymentCancelRequest()
                                .merchantAccount(settings.merchantAccount())
                                .paymentReference(waiting.get().toString())
                                .reference(cancellation(request))));
    }

    /** Adyen is told the new sum, not the difference. */
    @Override
    public PaymentResult increment(FollowUp request) {
        if (!profile.can(PaymentCapability.INCREMENT)) {
            return PaymentResult.unsupported("increment, unless payments are pre-authorised");
        }
        return unsayable(request)
                .orElseGet(() -> send(
                        request,
                        "amountUpdates",
                        new PaymentAmountUpdateRequest()
                                .merchantAccount(settings.merchantAccount())
                                .reference(Reference.onTop(
                                                request.call().id(),
                                                OperationKind.INCREMENT,
                                                AdyenMoney.UNITS.minor(request.open()))
                                        .toString())
                                .amount(AdyenMoney.amount(request.open().plus(request.amount())))));
    }

    private static String reference(FollowUp request, OperationKind kind) {
        return Reference.onTop(request.call().id(), kind).toString();
    }

    private static String cancellation(FollowUp request) {
        return Reference.onTop(request.call().id(), OperationKind.CANCEL, AdyenMoney.UNITS.minor(request.amount()))
                .toString();
    }

    private Optional<PaymentResult> unsayable(FollowUp request) {
        return Answers.isPspReference(request.payment().value())
                ? unsayable(request.amount())
                : Optional.of(Failures.rejected(RejectCode.NOT_FOUND, "no PSP reference of an authorised payment"));
    }

    /** Sends what is to be done with the payment. */
    private PaymentResult send(FollowUp request, String verb, Object body) {
        String path = verb.startsWith("/") ? verb : "/payments/" + request.payment() + "/" + verb;
        return Failures.attempt(() -> answers.acknowledged(api.post(
                path, body, request.call().id().toString(), request.call().deadline())));
    }

    // ---- questions ----

    /** Adyen has no way to ask about a payment: the same request again, with its key, or a webhook tells. */
    @Override
    public StatusReport query(StatusQuery query) {
        return new StatusReport.Unavailable("Adyen cannot be asked; a webhook tells what became of it");
    }

    @Override
    public Health health(Instant deadline) {
        Instant start = clock.instant();
        try {
            JsonNode methods = api.ask(
                    "/paymentMethods",
                    new PaymentMethodsRequest().merchantAccount(settings.merchantAccount()),
                    deadline);
            return methods.path("paymentMethods").isArray()
                    ? Health.up(since(start))
                    : Health.down(since(start), "the answer cannot be read");
        } catch (ApiException refused) {
            return Failures.isBadCredentials(refused)
                    ? Health.badCredentials(since(start))
                    : Health.down(since(start), Failures.say(refused));
        } catch (IOException failed) {
            return Health.down(since(start), Failures.say(failed));
        } catch (RuntimeException junk) { // as in Failures
            return Health.down(since(start), "the answer cannot be read");
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    @Override
    public Optional<SavedInstruments> savedInstruments() {
        return Optional.of(new KeptCards(api, settings.merchantAccount(), clock));
    }

    @Override
    public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        return webhooks.read(envelope);
    }
}
