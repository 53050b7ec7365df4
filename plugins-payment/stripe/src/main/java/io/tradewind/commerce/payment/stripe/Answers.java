package io.tradewind.commerce.payment.stripe;

import com.google.gson.JsonObject;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Reads Stripe's intents and refunds, wherever they came from: as an answer, by a question or by webhook. Amounts are
 * what Stripe says. Throws {@link Unreadable}, or what Joda-Money throws, for what is not Stripe's.
 */
final class Answers {
    /** Name of the metadata that holds the operation of an authorisation, a purchase or a refund. */
    static final String OPERATION = "tradewind_operation";
    /** Name of the metadata that holds the operation of a capture. */
    static final String CAPTURE = "tradewind_capture";
    /** Marks an intent the buyer confirms in the browser: a decline there is not the end. */
    static final String IN_BROWSER = "tradewind_in_browser";

    private static final Duration SESSION = Duration.ofMinutes(30);
    private static final Duration A_MOMENT = Duration.ofMinutes(1);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(15);

    private final Clock clock;
    private final String publishableKey;

    Answers(Clock clock, String publishableKey) {
        this.clock = clock;
        this.publishableKey = publishableKey;
    }

    // ---- what an intent is ----

    static Optional<OperationId> operation(Map<String, String> metadata, String name) {
        try {
            return Optional.ofNullable(metadata).map(it -> it.get(name)).map(OperationId::parse);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static boolean isOf(OperationId operation, Map<String, String> metadata, String name) {
        return operation(metadata, name).filter(operation::equals).isPresent();
    }

    static OperationKind kind(PaymentIntent intent) {
        return isManual(intent) ? OperationKind.AUTHORIZE : OperationKind.PURCHASE;
    }

    private static boolean isManual(PaymentIntent intent) {
        return "manual".equals(Unreadable.unless(intent.getCaptureMethod(), "capture_method"));
    }

    static boolean isInBrowser(PaymentIntent intent) {
        return intent.getMetadata() != null && intent.getMetadata().containsKey(IN_BROWSER);
    }

    static ProviderRef ref(PaymentIntent intent) {
        return new ProviderRef(Unreadable.unless(intent.getId(), "id"));
    }

    private static Money money(PaymentIntent intent, Long minor) {
        return StripeMoney.read(minor, intent.getCurrency());
    }

    /** What is, or was, reserved and not taken. */
    static Money rest(PaymentIntent intent) {
        return money(intent, intent.getAmount()).minus(money(intent, intent.getAmountReceived()));
    }

    // ---- outcomes ----

    /** Returns the outcome of the authorisation or purchase. */
    PaymentResult opening(PaymentIntent intent) {
        return opening(intent, false);
    }

    /**
     * Returns the outcome of the authorisation or purchase.
     *
     * @param back whether the buyer came back from the step in the browser
     */
    PaymentResult opening(PaymentIntent intent, boolean back) {
        String status = Unreadable.unless(intent.getStatus(), "status");
        return switch (status) {
            case "requires_capture" -> approved(intent, intent.getAmountCapturable(), Effect.AUTHORIZED);
            case "succeeded" ->
                isManual(intent)
                        ? approved(intent, intent.getAmount(), Effect.AUTHORIZED)
                        : approved(intent, intent.getAmountReceived(), Effect.CAPTURED);
            case "processing" -> pending(ref(intent), status);
            case "requires_action", "requires_confirmation" -> action(intent);
            case "requires_payment_method" -> unpaid(intent, back);
            case "canceled" ->
                Declines.over(
                        Optional.ofNullable(intent.getCancellationReason()).orElse(status));
            default -> throw new Unreadable("status of an intent");
        };
    }

    private PaymentResult approved(PaymentIntent intent, Long minor, Effect effect) {
        return new PaymentResult.Approved(
                ref(intent), money(intent, minor), effect, Details.NONE, SavedCards.of(intent));
    }

    private PaymentResult pending(ProviderRef ref, String status) {
        return new PaymentResult.Pending(ref, clock.instant().plus(ASK_AGAIN), Details.code(status));
    }

    private PaymentResult unpaid(PaymentIntent intent, boolean back) {
        StripeError error = intent.getLastPaymentError();
        if (isInBrowser(intent) && (error == null || !back)) {
            return action(intent);
        }
        return Declines.of(Unreadable.unless(error, "last_payment_error"));
    }

    private PaymentResult action(PaymentIntent intent) {
        Instant now = clock.instant();
        Instant over = Instant.ofEpochSecond(Unreadable.unless(intent.getCreated(), "created"))
                .plus(SESSION);
        return new PaymentResult.ActionRequired(
                ref(intent),
                next(intent),
                over.isAfter(now) ? over : now.plus(A_MOMENT),
                Details.code(intent.getStatus()));
    }

    private NextAction next(PaymentIntent intent) {
        PaymentIntent.NextAction next = intent.getNextAction();
        if (next != null && "redirect_to_url".equals(next.getType())) {
            String url = Unreadable.unless(
                    Unreadable.unless(next.getRedirectToUrl(), "redirect_to_url")
                            .getUrl(),
                    "url");
            return new NextAction.Redirect("GET", URI.create(url), Map.of());
        }
        JsonObject step = new JsonObject();
        step.addProperty("clientSecret", Unreadable.unless(intent.getClientSecret(), "client_secret"));
        step.addProperty("publishableKey", publishableKey);
        return new NextAction.ClientStep(step.toString());
    }

    /** Returns the outcome of the capture; an intent is captured once. */
    PaymentResult captured(PaymentIntent intent) {
        ProviderRef charge = new ProviderRef(Unreadable.unless(intent.getLatestCharge(), "latest_charge"));
        return switch (Unreadable.unless(intent.getStatus(), "status")) {
            case "succeeded" ->
                new PaymentResult.Approved(
                        charge, money(intent, intent.getAmountReceived()), Effect.CAPTURED, Details.NONE);
            case "processing" -> pending(charge, intent.getStatus());
            default -> throw new Unreadable("status of a captured intent");
        };
    }

    /** Returns the outcome of the cancel: of the whole, or of what a capture in part left, which Stripe gives up itself. */
    PaymentResult cancelled(PaymentIntent intent) {
        String status = Unreadable.unless(intent.getStatus(), "status");
        if (!status.equals("canceled") && !isRestGivenUp(intent)) {
            throw new Unreadable("status of a cancelled intent");
        }
        return new PaymentResult.Approved(ref(intent), rest(intent), Effect.CANCELLED, Details.code(status));
    }

    static boolean isRestGivenUp(PaymentIntent intent) {
        return "succeeded".equals(intent.getStatus()) && rest(intent).isPositive();
    }

    /** Returns the outcome of a refund. */
    PaymentResult refund(Refund refund) {
        ProviderRef ref = new ProviderRef(Unreadable.unless(refund.getId(), "id"));
        String status = Unreadable.unless(refund.getStatus(), "status");
        return switch (status) {
            case "succeeded" ->
                new PaymentResult.Approved(
                        ref, StripeMoney.read(refund.getAmount(), refund.getCurrency()), Effect.REFUNDED, Details.NONE);
            case "pending", "requires_action" -> pending(ref, status);
            case "failed", "canceled" ->
                new PaymentResult.Declined(
                        DeclineCode.OTHER,
                        Retry.NEVER,
                        Details.code(
                                Optional.ofNullable(refund.getFailureReason()).orElse(status)));
            default -> throw new Unreadable("status of a refund");
        };
    }

    /** Returns the totals of a payment; the intent has its charge expanded. */
    static StatusReport.Totals totals(PaymentIntent intent) {
        Money zero = money(intent, 0L);
        Money whole = money(intent, intent.getAmount());
        boolean reserved = "requires_capture".equals(intent.getStatus()) || "succeeded".equals(intent.getStatus());
        Charge charge = intent.getLatestChargeObject();
        return new StatusReport.Totals(
                reserved ? whole : zero,
                money(intent, intent.getAmountReceived()),
                charge == null ? zero : money(intent, charge.getAmountRefunded()));
    }
}
