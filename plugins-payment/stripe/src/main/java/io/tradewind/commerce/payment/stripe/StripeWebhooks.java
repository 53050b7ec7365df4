package io.tradewind.commerce.payment.stripe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.ApiResource;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Stripe's events: signature first, over the raw bytes, then mode and account, then what happened. Touches no
 * network: what an event does not tell is left to a question.
 */
final class StripeWebhooks {
    private final Answers answers;
    private final List<Secret> secrets;
    private final Optional<String> account;
    private final boolean live;

    StripeWebhooks(Answers answers, List<Secret> secrets, Optional<String> account, boolean live) {
        this.answers = answers;
        this.secrets = List.copyOf(secrets);
        this.account = account;
        this.live = live;
    }

    WebhookOutcome<PaymentFact> read(WebhookEnvelope envelope) {
        Optional<Refusal> disbelief = Signature.judge(envelope, secrets);
        if (disbelief.isPresent()) {
            return new WebhookOutcome.Refused<>(disbelief.get());
        }
        try {
            return event(JsonParser.parseString(new String(envelope.body(), StandardCharsets.UTF_8))
                    .getAsJsonObject());
        } catch (
                RuntimeException unreadable) { // signed, and still not an event: Gson and Joda-Money throw as they like
            return new WebhookOutcome.Refused<>(Refusal.MALFORMED);
        }
    }

    private WebhookOutcome<PaymentFact> event(JsonObject event) {
        if (member(event, "livemode").getAsBoolean() != live) {
            return new WebhookOutcome.Refused<>(Refusal.WRONG_MODE);
        }
        Optional<String> from = Optional.ofNullable(event.get("account"))
                .filter(it -> !it.isJsonNull())
                .map(JsonElement::getAsString);
        if (!from.equals(account)) {
            return new WebhookOutcome.Refused<>(Refusal.OTHER_ACCOUNT);
        }
        String id = member(event, "id").getAsString();
        String type = member(event, "type").getAsString();
        Instant at = Instant.ofEpochSecond(member(event, "created").getAsLong());
        JsonObject object =
                member(member(event, "data").getAsJsonObject(), "object").getAsJsonObject();
        List<PaymentFact> facts = facts(type, object);
        List<Notice<PaymentFact>> notices = new ArrayList<>();
        for (PaymentFact fact : facts) {
            notices.add(new Notice<>(notices.isEmpty() ? id : id + "-" + notices.size(), at, fact));
        }
        return notices.isEmpty()
                ? new WebhookOutcome.Ignored<>(type + " tells nothing about a payment of this shop", Reply.ok())
                : new WebhookOutcome.Accepted<>(notices, Reply.ok());
    }

    private static JsonElement member(JsonObject object, String name) {
        return Unreadable.unless(object.get(name), name);
    }

    private List<PaymentFact> facts(String type, JsonObject object) {
        return switch (type) {
            case "payment_intent.amount_capturable_updated",
                    "payment_intent.succeeded",
                    "payment_intent.processing",
                    "payment_intent.payment_failed",
                    "payment_intent.canceled" -> intent(type, read(object, PaymentIntent.class));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                refund(read(object, Refund.class)).stream().toList();
            case "charge.refunded" -> refunds(read(object, Charge.class));
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated" ->
                dispute(read(object, Dispute.class)).stream().toList();
            default -> List.of();
        };
    }

    private static <T> T read(JsonObject object, Class<T> type) {
        return Unreadable.unless(ApiResource.GSON.fromJson(object, type), "object");
    }

    private List<PaymentFact> intent(String type, PaymentIntent intent) {
        Optional<OperationId> operation = Answers.operation(intent.getMetadata(), Answers.OPERATION);
        if (operation.isEmpty()) {
            return List.of(); // made by something else that uses the account
        }
        OperationKind opening = Answers.kind(intent);
        boolean capture = type.equals("payment_intent.succeeded") && opening == OperationKind.AUTHORIZE;
        if (capture) {
            return List.of(outcome(
                    intent,
                    Answers.operation(intent.getMetadata(), Answers.CAPTURE),
                    OperationKind.CAPTURE,
                    answers.captured(intent)));
        }
        if (type.equals("payment_intent.canceled") && wasReserved(intent)) {
            return List.of(outcome(intent, Optional.empty(), OperationKind.CANCEL, answers.cancelled(intent)));
        }
        if (type.equals("payment_intent.payment_failed") && Answers.isInBrowser(intent)) {
            return List.of(); // the buyer is still there and may try another card
        }
        return List.of(outcome(intent, operation, opening, answers.opening(intent)));
    }

    /** A cancelled intent no longer says so; a charge that did not fail does. */
    private static boolean wasReserved(PaymentIntent intent) {
        return intent.getLatestCharge() != null && intent.getLastPaymentError() == null;
    }

    private static PaymentFact outcome(
            PaymentIntent intent, Optional<OperationId> operation, OperationKind kind, PaymentResult result) {
        return new PaymentFact.Outcome(Answers.ref(intent), operation, kind, result);
    }

    private Optional<PaymentFact> refund(Refund refund) {
        if (refund.getPaymentIntent() == null) {
            return Optional.empty();
        }
        Map<String, String> metadata = refund.getMetadata();
        return Optional.of(new PaymentFact.Outcome(
                new ProviderRef(refund.getPaymentIntent()),
                Answers.operation(metadata, Answers.OPERATION),
                OperationKind.REFUND,
                answers.refund(refund)));
    }

    /** Only old versions of Stripe's interface list the refunds here; the others tell each by refund.created. */
    private List<PaymentFact> refunds(Charge charge) {
        if (charge.getRefunds() == null || charge.getRefunds().getData() == null) {
            return List.of();
        }
        return charge.getRefunds().getData().stream()
                .flatMap(it -> refund(it).stream())
                .toList();
    }

    private static Optional<PaymentFact> dispute(Dispute dispute) {
        if (dispute.getPaymentIntent() == null) {
            return Optional.empty();
        }
        Optional<Instant> answerBy = Optional.ofNullable(dispute.getEvidenceDetails())
                .map(Dispute.EvidenceDetails::getDueBy)
                .map(Instant::ofEpochSecond);
        return Optional.of(new PaymentFact.Dispute(
                new ProviderRef(dispute.getPaymentIntent()),
                new ProviderRef(Unreadable.unless(dispute.getId(), "id")),
                stage(Unreadable.unless(dispute.getStatus(), "status")),
                StripeMoney.read(dispute.getAmount(), dispute.getCurrency()),
                answerBy));
    }

    private static DisputeStage stage(String status) {
        return switch (status) {
            case "warning_needs_response", "warning_under_review" -> DisputeStage.INQUIRY;
            case "needs_response" -> DisputeStage.OPENED;
            case "under_review" -> DisputeStage.UNDER_REVIEW;
            case "won", "warning_closed", "prevented" -> DisputeStage.WON;
            case "lost" -> DisputeStage.LOST;
            default -> throw new Unreadable("status of a dispute");
        };
    }
}
