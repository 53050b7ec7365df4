package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** What PayPal's orders, authorisations, captures and refunds mean, wherever they came from. */
final class Answers {
    /** An order nobody approves is forgotten by PayPal after three hours. */
    private static final Duration SESSION = Duration.ofHours(3);

    private static final Duration A_MOMENT = Duration.ofMinutes(1);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(15);

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    /** Returns the outcome of the authorisation or purchase that opened an order. */
    PaymentResult opening(Order order) {
        return switch (order.status()) {
            case "CREATED", "SAVED", "PAYER_ACTION_REQUIRED", "APPROVED" -> action(order, order.approveAt());
            case "VOIDED" -> Declines.over(order.status());
            case "COMPLETED" -> completed(order);
            default -> throw new Unreadable("status of an order");
        };
    }

    private PaymentResult completed(Order order) {
        Order.Payment payment = (order.atOnce() ? order.capture() : order.authorization())
                .orElseThrow(() -> new Unreadable("a completed order without payment"));
        if (payment.status().equals("VOIDED") && order.captured().isPositive()) {
            // it held until a part was captured and the rest given up
            return new PaymentResult.Approved(order.ref(), payment.amount(), Effect.AUTHORIZED, Details.NONE);
        }
        return opened(order.ref(), payment, order.atOnce() ? Effect.CAPTURED : Effect.AUTHORIZED);
    }

    /** Returns the outcome as an authorisation or capture tells it. */
    PaymentResult opened(ProviderRef order, Order.Payment payment, Effect effect) {
        return switch (payment.status()) {
            case "CREATED", "CAPTURED", "PARTIALLY_CAPTURED", "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" ->
                new PaymentResult.Approved(order, payment.amount(), effect, Details.NONE);
            case "PENDING" -> pending(order, payment);
            case "DENIED", "DECLINED", "FAILED" -> Declines.of(payment.json());
            case "VOIDED", "EXPIRED" -> Declines.over(payment.status());
            default -> throw new Unreadable("status of a payment");
        };
    }

    /** Sends the buyer to PayPal. */
    PaymentResult action(Order order, Optional<String> address) {
        Instant now = clock.instant();
        Instant over = order.created().orElse(now).plus(SESSION);
        URI url;
        try {
            url = URI.create(address.orElseThrow(() -> new Unreadable("no link to approve")));
        } catch (IllegalArgumentException odd) {
            throw new Unreadable("link to approve");
        }
        return new PaymentResult.ActionRequired(
                order.ref(),
                new NextAction.Redirect("GET", url, Map.of()),
                over.isAfter(now) ? over : now.plus(A_MOMENT),
                Details.code(order.status()));
    }

    private PaymentResult pending(ProviderRef ref, Order.Payment payment) {
        String why = payment.json()
                .child("status_details")
                .flatMap(it -> it.find("reason"))
                .orElse(payment.status());
        return new PaymentResult.Pending(ref, clock.instant().plus(ASK_AGAIN), Details.code(why));
    }

    /** Returns the outcome of a capture on top of an authorisation. */
    PaymentResult captured(Order.Payment capture) {
        return opened(capture.ref(), capture, Effect.CAPTURED);
    }

    /** Returns the outcome of a cancel. */
    static PaymentResult cancelled(ProviderRef ref, Money amount) {
        return new PaymentResult.Approved(ref, amount, Effect.CANCELLED, Details.NONE);
    }

    /** Returns the outcome of a refund that was made from one capture, or from several. */
    PaymentResult refunded(List<Order.Payment> parts) {
        Order.Payment first = parts.get(0);
        Details details = parts.size() == 1
                ? Details.NONE
                : Details.NONE.with(
                        "refunds",
                        String.join(" ", parts.stream().map(Order.Payment::id).toList()));
        Optional<Order.Payment> undone =
                parts.stream().filter(it -> !it.status().equals("COMPLETED")).findFirst();
        if (undone.isEmpty()) {
            Money sum = parts.stream()
                    .map(Order.Payment::amount)
                    .reduce(Money::plus)
                    .orElseThrow();
            return new PaymentResult.Approved(first.ref(), sum, Effect.REFUNDED, details);
        }
        return switch (undone.get().status()) {
            case "PENDING" -> pending(first.ref(), undone.get());
            case "FAILED", "CANCELLED" ->
                parts.size() == 1
                        ? new PaymentResult.Declined(
                                DeclineCode.OTHER,
                                Retry.NEVER,
                                Details.code(undone.get().status()))
                        : new PaymentResult.Unknown(
                                Optional.of(first.ref()), "of several refunds for one operation some failed", details);
            default -> throw new Unreadable("status of a refund");
        };
    }

    static StatusReport.Totals totals(Order order) {
        return new StatusReport.Totals(order.authorized(), order.captured(), order.refunded());
    }
}
