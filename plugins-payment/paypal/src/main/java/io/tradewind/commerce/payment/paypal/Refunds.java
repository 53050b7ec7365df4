package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Gives money back. PayPal refunds captures, the shop refunds payments: a refund is made from one capture if one is large
 * enough, else from several, oldest first. What the operation itself gave back before is left out when it is shared out,
 * so the same operation is shared out alike again, and what is missing is made up for under the same keys.
 */
final class Refunds {
    private record Part(Order.Payment capture, Money amount) {}

    private final PayPalApi api;
    private final Answers answers;

    Refunds(PayPalApi api, Answers answers) {
        this.api = api;
        this.answers = answers;
    }

    PaymentResult refund(Order order, FollowUp request) {
        OperationId operation = request.call().id();
        List<Part> parts = shared(order, request);
        if (parts.isEmpty()) {
            return Failures.rejected(RejectCode.AMOUNT_EXCEEDS, "less than " + request.amount() + " can be refunded");
        }
        List<Order.Payment> done = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Optional<Order.Payment> before = order.refundsOf(operation).stream()
                    .filter(it -> order.isFrom(it, part.capture()))
                    .findFirst();
            if (before.isPresent() && !before.get().amount().equals(part.amount())) {
                return Failures.rejected(
                        RejectCode.KEY_REUSED,
                        "the operation was sent before, over " + before.get().amount());
            } else if (before.isPresent()) {
                done.add(before.get());
                continue;
            }
            Said said = api.post(
                    "/v2/payments/captures/" + part.capture().id() + "/refund",
                    Orders.refund(request, part.amount()),
                    parts.size() == 1 ? operation.toString() : operation.step(i + 1),
                    request.call().deadline());
            Optional<Order.Payment> refund = read(said);
            if (refund.isEmpty()) {
                return done.isEmpty()
                        ? failed(said)
                        : Failures.unknown(
                                Optional.of(done.get(0).ref()),
                                done.size() + " of " + parts.size() + " refunds are made: " + Said.say(said));
            }
            done.add(refund.get());
        }
        return Failures.reading(Optional.of(done.get(0).ref()), () -> answers.refunded(done));
    }

    private static Optional<Order.Payment> read(Said said) {
        try {
            return said instanceof Said.Object it ? Optional.of(Order.Payment.of(it.json())) : Optional.empty();
        } catch (RuntimeException junk) { // as in Failures
            return Optional.empty();
        }
    }

    private static PaymentResult failed(Said said) {
        return said instanceof Said.Object
                ? Failures.unknown(Optional.empty(), "the answer cannot be read")
                : Failures.of(said, Optional.empty());
    }

    /** Returns how much comes from which capture; nothing if there is not enough. */
    private static List<Part> shared(Order order, FollowUp request) {
        OperationId operation = request.call().id();
        List<Order.Payment> captures =
                order.captures().stream().filter(Order.Payment::isTaken).toList();
        if (!request.amount().isSameCurrency(order.amount())) {
            return List.of();
        }
        for (Order.Payment each : captures) {
            if (!order.refundable(each, operation).isLessThan(request.amount())) {
                return List.of(new Part(each, request.amount()));
            }
        }
        List<Part> parts = new ArrayList<>();
        Money left = request.amount();
        for (Order.Payment each : captures) {
            Money here = order.refundable(each, operation);
            Money part = here.isLessThan(left) ? here : left;
            if (part.isPositive()) {
                parts.add(new Part(each, part));
                left = left.minus(part);
            }
        }
        return left.isPositive() ? List.of() : parts;
    }
}
