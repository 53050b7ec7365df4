package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Reads PayPal's events: signature first, over the raw bytes, then what happened. What an event leaves out (to which order
 * a refund or a dispute belongs, how much a void gave up) is asked for; if PayPal cannot say it now, it is told to send the
 * event again.
 */
final class PayPalWebhooks {
    private static final Duration ASKING = Duration.ofMillis(1_500);

    private final Signature signature;
    private final Questions questions;
    private final Answers answers;

    PayPalWebhooks(ProviderContext context, PayPalSettings settings, Questions questions, Answers answers) {
        this.signature = new Signature(new Certificates(context.http(), settings), settings.webhookIds());
        this.questions = questions;
        this.answers = answers;
    }

    WebhookOutcome<PaymentFact> read(WebhookEnvelope envelope) {
        Optional<Refusal> disbelief = signature.judge(envelope);
        if (disbelief.isPresent()) {
            return new WebhookOutcome.Refused<>(disbelief.get());
        }
        try {
            return event(
                    Json.parse(new String(envelope.body(), StandardCharsets.UTF_8)),
                    envelope.receivedAt().plus(ASKING));
        } catch (
                RuntimeException
                        unreadable) { // signed, and still not an event: Joda-Money and the SPI throw as they like
            return new WebhookOutcome.Refused<>(Refusal.MALFORMED);
        }
    }

    private WebhookOutcome<PaymentFact> event(Json event, Instant deadline) {
        Json resource = event.at("resource");
        String type = event.text("event_type");
        return switch (type) {
            case "PAYMENT.AUTHORIZATION.CREATED" -> authorization(event, Order.Payment.of(resource));
            case "PAYMENT.AUTHORIZATION.VOIDED" -> voided(event, resource, deadline);
            case "PAYMENT.CAPTURE.COMPLETED",
                    "PAYMENT.CAPTURE.PENDING",
                    "PAYMENT.CAPTURE.DECLINED",
                    "PAYMENT.CAPTURE.DENIED" -> capture(event, Order.Payment.of(resource));
            case "PAYMENT.CAPTURE.REFUNDED", "PAYMENT.REFUND.PENDING", "PAYMENT.REFUND.FAILED" ->
                refund(event, Order.Payment.of(resource), deadline);
            case "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED" ->
                dispute(event, resource, deadline);
            default -> ignored(type + " tells nothing about a payment of this shop");
        };
    }

    private static WebhookOutcome<PaymentFact> ignored(String why) {
        return new WebhookOutcome.Ignored<>(why, Reply.ok());
    }

    private static WebhookOutcome<PaymentFact> later(String why) {
        return new WebhookOutcome.Ignored<>(why, Reply.text(503, "try again later"));
    }

    private static WebhookOutcome<PaymentFact> told(Json event, PaymentFact fact) {
        return new WebhookOutcome.Accepted<>(
                List.of(new Notice<>(event.text("id"), event.time("create_time"), fact)), Reply.ok());
    }

    private static Optional<OperationId> operation(Optional<String> text) {
        try {
            return text.map(OperationId::parse);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private WebhookOutcome<PaymentFact> authorization(Json event, Order.Payment authorization) {
        Optional<OperationId> operation = operation(authorization.customId());
        Optional<ProviderRef> order = Questions.orderOf(authorization.json());
        if (operation.isEmpty() || order.isEmpty()) {
            return ignored("an authorisation made by something else that uses the account");
        }
        return told(
                event,
                new PaymentFact.Outcome(
                        order.get(),
                        operation,
                        OperationKind.AUTHORIZE,
                        answers.opened(order.get(), authorization, Effect.AUTHORIZED)));
    }

    /** A capture of ours on an authorisation has its operation as invoice; one by hand has none. */
    private WebhookOutcome<PaymentFact> capture(Json event, Order.Payment capture) {
        Optional<OperationId> opening = operation(capture.customId());
        Optional<ProviderRef> order = Questions.orderOf(capture.json());
        if (opening.isEmpty() || order.isEmpty()) {
            return ignored("a capture made by something else that uses the account");
        }
        boolean atOnce =
                capture.json().link("up").filter(it -> it.contains("/orders/")).isPresent();
        return told(
                event,
                atOnce
                        ? new PaymentFact.Outcome(
                                order.get(),
                                opening,
                                OperationKind.PURCHASE,
                                answers.opened(order.get(), capture, Effect.CAPTURED))
                        : new PaymentFact.Outcome(
                                order.get(),
                                operation(capture.invoiceId()),
                                OperationKind.CAPTURE,
                                answers.captured(capture)));
    }

    /** The event tells the amount of the authorisation, not what of it was still open. */
    private WebhookOutcome<PaymentFact> voided(Json event, Json resource, Instant deadline) {
        Optional<ProviderRef> ref = Questions.orderOf(resource);
        if (ref.isEmpty() || operation(resource.find("custom_id")).isEmpty()) {
            return ignored("an authorisation made by something else that uses the account");
        }
        Optional<Order> order = questions.order(ref.get(), deadline).order();
        return order.isEmpty()
                ? later("how much was given up is not known now")
                : told(
                        event,
                        new PaymentFact.Outcome(
                                ref.get(),
                                Optional.empty(),
                                OperationKind.CANCEL,
                                Answers.cancelled(
                                        new ProviderRef(resource.text("id")),
                                        order.get().rest())));
    }

    /** One of our refunds may be made of several of PayPal's: what became of it is asked. */
    private WebhookOutcome<PaymentFact> refund(Json event, Order.Payment refund, Instant deadline) {
        Optional<Questions.Captured> from = refund.parent().flatMap(it -> questions.capture(it, deadline));
        if (from.isEmpty()) {
            return later("the capture of the refund is not known now");
        } else if (from.get().order().isEmpty()
                || operation(from.get().customId()).isEmpty()) {
            return ignored("a refund of something else that uses the account");
        }
        ProviderRef order = from.get().order().get();
        boolean ours = operation(refund.customId()).isPresent()
                && !refund.customId().equals(from.get().customId());
        return ours
                ? new WebhookOutcome.LookUp<>(List.of(order), Reply.ok())
                : told(
                        event,
                        new PaymentFact.Outcome(
                                order, Optional.empty(), OperationKind.REFUND, answers.refunded(List.of(refund))));
    }

    private WebhookOutcome<PaymentFact> dispute(Json event, Json dispute, Instant deadline) {
        Optional<String> transaction = dispute.list("disputed_transactions").stream()
                .flatMap(it -> it.find("seller_transaction_id").stream())
                .findFirst();
        if (transaction.isEmpty()) {
            return ignored("a dispute about no transaction of the account");
        }
        Optional<Questions.Captured> from = questions.capture(transaction.get(), deadline);
        if (from.isEmpty()) {
            return later("the disputed capture is not known now");
        } else if (from.get().order().isEmpty()
                || operation(from.get().customId()).isEmpty()) {
            return ignored("a dispute about something else that uses the account");
        }
        return told(
                event,
                new PaymentFact.Dispute(
                        from.get().order().get(),
                        new ProviderRef(dispute.text("dispute_id")),
                        stage(dispute),
                        amount(dispute),
                        dispute.find("seller_response_due_date").flatMap(Json::instant)));
    }

    /** What the buyer got back is what was lost; it may be less than what was disputed. */
    private static Money amount(Json dispute) {
        return PayPalMoney.read(dispute.child("dispute_outcome")
                .flatMap(it -> it.child("amount_refunded"))
                .filter(it -> stage(dispute) == DisputeStage.LOST)
                .orElseGet(() -> dispute.at("dispute_amount")));
    }

    private static DisputeStage stage(Json dispute) {
        if (dispute.text("status").equals("RESOLVED")) {
            String outcome = dispute.child("dispute_outcome")
                    .flatMap(it -> it.find("outcome_code"))
                    .orElse("");
            return switch (outcome) {
                case "RESOLVED_BUYER_FAVOUR", "ACCEPTED" -> DisputeStage.LOST;
                case "RESOLVED_SELLER_FAVOUR", "CANCELED_BY_BUYER", "DENIED", "RESOLVED_WITH_PAYOUT", "NONE" ->
                    DisputeStage.WON;
                default -> throw new Unreadable("outcome of a dispute");
            };
        }
        if (dispute.text("status").equals("UNDER_REVIEW")) {
            return DisputeStage.UNDER_REVIEW;
        }
        boolean inquiry = dispute.find("dispute_life_cycle_stage").orElse("").equals("INQUIRY");
        return inquiry ? DisputeStage.INQUIRY : DisputeStage.OPENED;
    }
}
