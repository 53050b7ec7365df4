package io.tradewind.commerce.payment.stripe;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
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
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * One Stripe account: an authorisation or purchase is a Payment Intent. Keeps nothing between calls, so that the host may
 * stop at any point. Safe for use by many threads.
 */
final class StripeGateway implements PaymentGateway {
    private static final Pattern TOKEN = Pattern.compile("(pm|ctoken)_\\w+");
    private static final Pattern INTENT = Pattern.compile("pi_\\w+");
    private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";

    private final ProviderContext context;
    private final StripeApi api;
    private final Answers answers;
    private final Questions questions;
    private final SavedCards cards;
    private final Optional<StripeWebhooks> webhooks;
    private final PaymentProfile profile;

    StripeGateway(ProviderContext context, StripeSettings settings) {
        this.context = context;
        this.api = new StripeApi(context.http(), settings);
        this.answers = new Answers(context.clock(), settings.publishableKey());
        this.questions = new Questions(api, answers);
        this.cards = new SavedCards(api, context.clock());
        boolean live = context.environment() == Environment.LIVE;
        this.webhooks = settings.webhookSecrets().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new StripeWebhooks(answers, settings.webhookSecrets(), settings.connectedAccount(), live));
        this.profile = StripeMoney.profile(webhooks.isPresent());
    }

    @Override
    public PaymentProfile profile() {
        return profile;
    }

    // ---- opening ----

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        boolean alone = request.use() == StoredCredential.MERCHANT_INITIATED;
        if (alone && !(request.instrument() instanceof Instrument.Saved)) {
            return Failures.rejected(RejectCode.INVALID_REQUEST, "only a kept method is charged without the buyer");
        }
        Optional<PaymentResult> cannot = unsayable(request.amount());
        if (cannot.isPresent()) {
            return cannot.get();
        }
        PaymentIntentCreateParams.Builder intent = PaymentIntentCreateParams.builder()
                .setAmount(StripeMoney.UNITS.minor(request.amount()))
                .setCurrency(StripeMoney.code(request.amount()))
                .setCaptureMethod(
                        request.capture() == CaptureMode.AT_ONCE
                                ? PaymentIntentCreateParams.CaptureMethod.AUTOMATIC
                                : PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .setAutomaticPaymentMethods(automatic(alone))
                .setDescription(request.checkout().reference())
                .putAllMetadata(metadata(
                        request.call().metadata(),
                        Answers.OPERATION,
                        request.call().id().toString()));
        if (request.instrument() instanceof Instrument.ClientToken it) {
            String token = it.token().value();
            if (!TOKEN.matcher(token).matches()) {
                return Failures.rejected(
                        RejectCode.INVALID_REQUEST,
                        "the token is neither a payment method (pm_…) nor a confirmation token (ctoken_…) of Stripe.js");
            }
            intent.setConfirm(true).setReturnUrl(request.returnUrl().toString());
            if (token.startsWith("pm_")) {
                intent.setPaymentMethod(token);
            } else {
                intent.setConfirmationToken(token);
            }
        } else if (request.instrument() instanceof Instrument.Saved it) {
            Optional<SavedCards.Card> card = SavedCards.Card.of(it.instrument());
            if (card.isEmpty()) {
                return Failures.rejected(RejectCode.NOT_FOUND, "no reference of a kept method");
            }
            intent.setConfirm(true)
                    .setCustomer(card.get().customer())
                    .setPaymentMethod(card.get().method());
            if (alone) {
                intent.setOffSession(true);
            } else {
                intent.setReturnUrl(request.returnUrl().toString());
            }
        } else {
            intent.putMetadata(Answers.IN_BROWSER, "true");
        }
        return Failures.attempt(() -> {
            if (request.use() == StoredCredential.SAVE_FOR_LATER) {
                intent.setCustomer(cards.customer(request))
                        .setSetupFutureUsage(PaymentIntentCreateParams.SetupFutureUsage.OFF_SESSION)
                        .addExpand("payment_method");
            }
            return answers.opening(api.until(request.call().deadline())
                    .v1()
                    .paymentIntents()
                    .create(intent.build(), StripeApi.keyed(request.call().id())));
        });
    }

    /** Without the buyer there is nobody who could be sent to another page. */
    private static PaymentIntentCreateParams.AutomaticPaymentMethods automatic(boolean alone) {
        PaymentIntentCreateParams.AutomaticPaymentMethods.Builder methods =
                PaymentIntentCreateParams.AutomaticPaymentMethods.builder().setEnabled(true);
        if (alone) {
            methods.setAllowRedirects(PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects.NEVER);
        }
        return methods.build();
    }

    @Override
    public Optional<SavedInstruments> savedInstruments() {
        return Optional.of(cards);
    }

    private Optional<PaymentResult> unsayable(Money amount) {
        return amount.isPositive() && profile.takes(amount)
                ? Optional.empty()
                : Optional.of(Failures.rejected(RejectCode.INVALID_REQUEST, "Stripe cannot be told to move " + amount));
    }

    private static Map<String, String> metadata(Map<String, String> given, String name, String value) {
        Map<String, String> all = new TreeMap<>(given);
        all.put(name, value);
        return all;
    }

    @Override
    public PaymentResult complete(CompleteRequest request) {
        if (!INTENT.matcher(request.payment().value()).matches()) {
            return Failures.rejected(RejectCode.NOT_FOUND, "no reference of a Payment Intent");
        }
        return Failures.attempt(() -> {
            PaymentIntent intent = questions.intent(api.until(request.call().deadline()), request.payment());
            return Answers.isOf(request.call().id(), intent.getMetadata(), Answers.OPERATION)
                    ? answers.opening(intent, true)
                    : Failures.rejected(RejectCode.NOT_FOUND, "the intent belongs to another operation");
        });
    }

    // ---- on top ----

    @Override
    public PaymentResult capture(FollowUp request) {
        Optional<PaymentResult> cannot = unsayable(request);
        if (cannot.isPresent()) {
            return cannot.get();
        }
        PaymentIntentCaptureParams params = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(StripeMoney.UNITS.minor(request.amount()))
                .putMetadata(Answers.CAPTURE, request.call().id().toString())
                .build();
        return Failures.attempt(
                () -> answers.captured(api.until(request.call().deadline())
                        .v1()
                        .paymentIntents()
                        .capture(
                                request.payment().value(),
                                params,
                                StripeApi.keyed(request.call().id()))),
                StripeGateway::notCapturable);
    }

    private static Optional<PaymentResult> notCapturable(StripeError error) {
        PaymentIntent intent = error.getPaymentIntent();
        if (!UNEXPECTED_STATE.equals(error.getCode()) || intent == null) {
            return Optional.empty();
        }
        boolean ranOut = "canceled".equals(intent.getStatus())
                && ("automatic".equals(intent.getCancellationReason())
                        || "expired".equals(intent.getCancellationReason()));
        if (ranOut) {
            return Optional.of(Declines.over(intent.getCancellationReason()));
        }
        return "succeeded".equals(intent.getStatus())
                ? Optional.of(Failures.rejected(
                        RejectCode.ALREADY_DONE, "the intent is captured already, and Stripe captures once"))
                : Optional.empty();
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        Optional<PaymentResult> cannot = unsayable(request);
        if (cannot.isPresent()) {
            return cannot.get();
        }
        if (!request.amount().equals(request.open())) {
            return Failures.rejected(
                    RejectCode.UNSUPPORTED, "Stripe gives up all that is open, " + request.open() + ", or nothing");
        }
        return Failures.attempt(
                () -> answers.cancelled(api.until(request.call().deadline())
                        .v1()
                        .paymentIntents()
                        .cancel(
                                request.payment().value(),
                                StripeApi.keyed(request.call().id()))),
                this::notCancellable);
    }

    /** What a capture in part left was given up by Stripe with that capture: that is what was asked for. */
    private Optional<PaymentResult> notCancellable(StripeError error) {
        PaymentIntent intent = error.getPaymentIntent();
        if (!UNEXPECTED_STATE.equals(error.getCode()) || intent == null) {
            return Optional.empty();
        }
        if (Answers.isRestGivenUp(intent)) {
            return Optional.of(answers.cancelled(intent));
        }
        return "canceled".equals(intent.getStatus())
                ? Optional.of(Failures.rejected(RejectCode.ALREADY_DONE, "the intent is cancelled already"))
                : Optional.empty();
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        Optional<PaymentResult> cannot = unsayable(request);
        if (cannot.isPresent()) {
            return cannot.get();
        }
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(request.payment().value())
                .setAmount(StripeMoney.UNITS.minor(request.amount()))
                .putAllMetadata(metadata(
                        request.call().metadata(),
                        Answers.OPERATION,
                        request.call().id().toString()))
                .putAllMetadata(request.reason().isBlank() ? Map.of() : Map.of("reason", request.reason()))
                .build();
        return Failures.attempt(() -> {
            Refund refund = api.until(request.call().deadline())
                    .v1()
                    .refunds()
                    .create(params, StripeApi.keyed(request.call().id()));
            return answers.refund(refund);
        });
    }

    private Optional<PaymentResult> unsayable(FollowUp request) {
        return INTENT.matcher(request.payment().value()).matches()
                ? unsayable(request.amount())
                : Optional.of(Failures.rejected(RejectCode.NOT_FOUND, "no reference of a Payment Intent"));
    }

    // ---- questions ----

    @Override
    public StatusReport query(StatusQuery query) {
        return questions.ask(query);
    }

    @Override
    public Health health(Instant deadline) {
        Instant start = context.clock().instant();
        try {
            Balance balance = api.until(deadline).v1().balance().retrieve();
            boolean live = context.environment() == Environment.LIVE;
            return Boolean.valueOf(live).equals(balance.getLivemode())
                    ? Health.up(since(start))
                    : Health.down(since(start), "the account is not in the mode " + context.environment());
        } catch (
                PermissionException restricted) { // a restricted key that may not see the balance is a key all the same
            return Health.up(since(start));
        } catch (AuthenticationException refused) {
            return Health.badCredentials(since(start));
        } catch (StripeException failed) {
            return Health.down(since(start), Failures.say(failed));
        } catch (RuntimeException junk) { // as in Failures
            return Health.down(since(start), "the answer cannot be read");
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, context.clock().instant());
    }

    @Override
    public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        return webhooks.isPresent() ? webhooks.get().read(envelope) : new WebhookOutcome.NotSupported<>();
    }
}
