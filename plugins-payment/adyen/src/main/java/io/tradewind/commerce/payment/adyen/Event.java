package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/** Says what one item of a webhook means. Throws {@link Unreadable}, or what Joda-Money throws, for what is not Adyen's. */
final class Event {
    private Event() {}

    /** The same event always has the same id; the reference alone is shared by all events of a dispute. */
    static String id(JsonNode item) {
        return Unreadable.text(item, "eventCode") + ":" + Unreadable.text(item, "pspReference") + ":"
                + item.path("success").asText()
                + item.path("additionalData").path("disputeStatus").asText();
    }

    static Optional<PaymentFact> fact(JsonNode item) {
        Optional<Reference> ours =
                Reference.parse(item.path("merchantReference").asText());
        boolean done = item.path("success").asText().equals("true");
        String code = Unreadable.text(item, "eventCode");
        return switch (code) {
            case "AUTHORISATION" -> ours.filter(Reference::isOpening).flatMap(it -> opening(item, it, done));
            case "OFFER_CLOSED" ->
                ours.filter(Reference::isOpening).map(it -> outcome(psp(item), it, it.kind(), Declines.over(code)));
            case "CAPTURE" -> Optional.of(capture(item, ours, done));
            case "CAPTURE_FAILED" -> Optional.of(failedCapture(item, ours));
            case "CANCELLATION", "TECHNICAL_CANCEL" -> Optional.of(onTop(item, ours, OperationKind.CANCEL, done));
            case "EXPIRE" -> Optional.of(onTop(item, Optional.empty(), OperationKind.CANCEL, done));
            case "REFUND" -> Optional.of(onTop(item, ours, OperationKind.REFUND, done));
            case "REFUND_FAILED", "REFUNDED_REVERSED" -> Optional.of(onTop(item, ours, OperationKind.REFUND, false));
            case "CANCEL_OR_REFUND" -> reversal(item, ours, done);
            case "AUTHORISATION_ADJUSTMENT" -> adjustment(item, ours, done);
            default -> Disputes.fact(code, item);
        };
    }

    private static ProviderRef psp(JsonNode item) {
        return new ProviderRef(Unreadable.text(item, "pspReference"));
    }

    /** The payment: what is on top of it names it as its original. */
    static ProviderRef payment(JsonNode item) {
        return item.path("originalReference").asText().isEmpty()
                ? psp(item)
                : new ProviderRef(Unreadable.text(item, "originalReference"));
    }

    static Money amount(JsonNode item) {
        return AdyenMoney.read(item.path("amount"));
    }

    private static PaymentFact outcome(ProviderRef payment, Reference ours, OperationKind kind, PaymentResult result) {
        return new PaymentFact.Outcome(payment, Optional.of(ours.operation()), kind, result);
    }

    // ---- openings ----

    private static Optional<PaymentFact> opening(JsonNode item, Reference ours, boolean done) {
        if (!done && ours.onPage()) {
            return Optional.empty(); // the buyer is still on Adyen's page and may pay in another way
        }
        PaymentResult result = done
                ? new PaymentResult.Approved(psp(item), amount(item), Answers.effect(ours.kind()), Details.NONE)
                : Declines.byReason(reason(item));
        return Optional.of(outcome(psp(item), ours, ours.kind(), result));
    }

    private static String reason(JsonNode item) {
        return item.path("reason").asText("");
    }

    // ---- on top ----

    /** Something done with a payment, by us or, if the reference is not that of such an operation, by hand. */
    private static PaymentFact onTop(JsonNode item, Optional<Reference> ours, OperationKind kind, boolean done) {
        Optional<Reference> own = ours.filter(it -> it.kind() == kind);
        PaymentResult result = done
                ? new PaymentResult.Approved(psp(item), moved(item, own), Answers.effect(kind), Details.NONE)
                : refused(item);
        return new PaymentFact.Outcome(payment(item), own.map(Reference::operation), kind, result);
    }

    /** Where Adyen takes the money by itself the capture has the reference of the purchase, and is no other money. */
    private static PaymentFact capture(JsonNode item, Optional<Reference> ours, boolean done) {
        Optional<Reference> purchase = ours.filter(it -> it.kind() == OperationKind.PURCHASE);
        if (purchase.isEmpty()) {
            return onTop(item, ours, OperationKind.CAPTURE, done);
        }
        ProviderRef payment = payment(item);
        PaymentResult result =
                done ? new PaymentResult.Approved(payment, amount(item), Effect.CAPTURED, Details.NONE) : refused(item);
        return outcome(payment, purchase.get(), OperationKind.PURCHASE, result);
    }

    /** Adyen tells the amount of the payment where a cancel gave up what was open of it. */
    private static Money moved(JsonNode item, Optional<Reference> own) {
        Money told = amount(item);
        return own.filter(it -> it.kind() == OperationKind.CANCEL)
                .flatMap(Reference::minor)
                .map(it -> AdyenMoney.UNITS.money(told.getCurrencyUnit(), it))
                .orElse(told);
    }

    private static PaymentResult refused(JsonNode item) {
        String reason = reason(item);
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("insufficient balance on payment")) {
            return Failures.rejected(RejectCode.AMOUNT_EXCEEDS, reason, Details.code(reason));
        } else if (words.contains("not found")) {
            return Failures.rejected(RejectCode.NOT_FOUND, reason, Details.code(reason));
        } else if (words.contains("already")) {
            return Failures.rejected(RejectCode.ALREADY_DONE, reason, Details.code(reason));
        }
        return Declines.because(
                DeclineCode.OTHER,
                Retry.NEVER,
                reason.isEmpty() ? item.path("eventCode").asText() : reason);
    }

    /** A capture that the bank refused afterwards: of ours, or the one Adyen made by itself for a purchase. */
    private static PaymentFact failedCapture(JsonNode item, Optional<Reference> ours) {
        Optional<Reference> own =
                ours.filter(it -> it.kind() == OperationKind.CAPTURE || it.kind() == OperationKind.PURCHASE);
        return new PaymentFact.Outcome(
                payment(item),
                own.map(Reference::operation),
                own.map(Reference::kind).orElse(OperationKind.CAPTURE),
                refused(item));
    }

    /** Made by hand: a cancel or a refund, whichever the payment's state asked for. */
    private static Optional<PaymentFact> reversal(JsonNode item, Optional<Reference> ours, boolean done) {
        return switch (item.path("additionalData").path("modification.action").asText()) {
            case "cancel" -> Optional.of(onTop(item, ours, OperationKind.CANCEL, done));
            case "refund" -> Optional.of(onTop(item, ours, OperationKind.REFUND, done));
            default -> Optional.empty();
        };
    }

    /** Adyen tells the new sum; what was reserved before stands in the reference. A change by hand is left to the hand. */
    private static Optional<PaymentFact> adjustment(JsonNode item, Optional<Reference> ours, boolean done) {
        Optional<Reference> own = ours.filter(it -> it.kind() == OperationKind.INCREMENT)
                .filter(it -> it.minor().isPresent());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Money sum = amount(item);
        Money before =
                AdyenMoney.UNITS.money(sum.getCurrencyUnit(), own.get().minor().get());
        PaymentResult result = done
                ? new PaymentResult.Approved(
                        psp(item), sum.minus(before), Answers.effect(OperationKind.INCREMENT), Details.NONE)
                : refused(item);
        Optional<OperationId> operation = own.map(Reference::operation);
        return Optional.of(new PaymentFact.Outcome(payment(item), operation, OperationKind.INCREMENT, result));
    }
}
