package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * Asks PayPal what became of an operation. Everything about a payment stands in its order, and that answer is never
 * behind. PayPal cannot be asked by the shop's own ids: an order whose creation was lost is sent again under its key.
 */
final class Questions {
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,36}");

    /**
     * An order that was asked for.
     *
     * @param order the order, if PayPal told it
     * @param said what PayPal said instead
     */
    record Asked(Optional<Order> order, Said said) {
        /** Whether PayPal has no such order any more: it forgets those nobody approved. */
        boolean isGone() {
            return said instanceof Said.No no && no.status() == 404;
        }
    }

    private final PayPalApi api;
    private final Answers answers;

    Questions(PayPalApi api, Answers answers) {
        this.api = api;
        this.answers = answers;
    }

    /** Reads an order; that it is the one asked for is made sure of. */
    Asked order(ProviderRef ref, Instant deadline) {
        if (!ID.matcher(ref.value()).matches()) {
            Said.Problem problem = new Said.Problem(
                    "RESOURCE_NOT_FOUND",
                    "RESOURCE_NOT_FOUND",
                    Optional.empty(),
                    Optional.of("no reference of an order"),
                    Optional.empty(),
                    Optional.empty());
            return new Asked(Optional.empty(), new Said.No(400, problem));
        }
        Said said = api.get("/v2/checkout/orders/" + ref.value(), deadline);
        if (!(said instanceof Said.Object it)) {
            return new Asked(Optional.empty(), said);
        }
        try {
            Order order = Order.of(it.json());
            return order.id().equals(ref.value())
                    ? new Asked(Optional.of(order), said)
                    : new Asked(Optional.empty(), new Said.Lost("PayPal answered with another order"));
        } catch (RuntimeException junk) { // as in Failures
            return new Asked(Optional.empty(), new Said.Lost("the order cannot be read"));
        }
    }

    /**
     * A capture, as far as webhooks leave it out.
     *
     * @param order the order it belongs to, if it does
     * @param customId the operation that opened the payment, if there is one
     */
    record Captured(Optional<ProviderRef> order, Optional<String> customId) {}

    /** Reads a capture; empty if PayPal does not tell it now. */
    Optional<Captured> capture(String id, Instant deadline) {
        if (!ID.matcher(id).matches()) {
            return Optional.of(new Captured(Optional.empty(), Optional.empty()));
        }
        Said said = api.get("/v2/payments/captures/" + id, deadline);
        if (said instanceof Said.No no && no.status() == 404) {
            return Optional.of(new Captured(Optional.empty(), Optional.empty()));
        }
        return said instanceof Said.Object it
                ? Optional.of(new Captured(orderOf(it.json()), it.json().find("custom_id")))
                : Optional.empty();
    }

    /** Returns the order an authorisation or capture says it belongs to. */
    static Optional<ProviderRef> orderOf(Json payment) {
        return payment.child("supplementary_data")
                .flatMap(it -> it.child("related_ids"))
                .flatMap(it -> it.find("order_id"))
                .filter(it -> ID.matcher(it).matches())
                .map(ProviderRef::new);
    }

    StatusReport ask(StatusQuery query) {
        boolean opening = query.kind() == OperationKind.AUTHORIZE || query.kind() == OperationKind.PURCHASE;
        Optional<ProviderRef> ref = opening ? query.own().or(query::payment) : query.payment();
        if (ref.isEmpty()) {
            return new StatusReport.Unavailable(
                    "PayPal finds orders by its own ids only; the same key again brings the order");
        }
        Asked asked = order(ref.get(), query.deadline());
        if (asked.isGone() && opening) {
            Money zero = Money.zero(query.amount().getCurrencyUnit());
            return new StatusReport.Found(Declines.over("ORDER_EXPIRED"), new StatusReport.Totals(zero, zero, zero));
        } else if (asked.order().isEmpty()) {
            return new StatusReport.Unavailable(Said.say(asked.said()));
        }
        try {
            return answer(asked.order().get(), query);
        } catch (RuntimeException junk) { // as in Failures
            return new StatusReport.Unavailable("the order cannot be read");
        }
    }

    private StatusReport answer(Order order, StatusQuery query) {
        return switch (query.kind()) {
            case AUTHORIZE, PURCHASE ->
                order.isOf(query.operation())
                        ? found(answers.opening(order), order)
                        : new StatusReport.Unavailable(order.id() + " belongs to another operation");
            case CAPTURE ->
                order.captureOf(query.operation())
                        .<StatusReport>map(it -> found(answers.captured(it), order))
                        .orElseGet(StatusReport.NotFound::new);
            case CANCEL -> cancelled(order, query);
            case REFUND -> refunded(order, query);
            case INCREMENT -> new StatusReport.Unavailable("this plugin raises no authorisation");
        };
    }

    private static StatusReport cancelled(Order order, StatusQuery query) {
        if (order.authorization().isEmpty()) {
            return order.captures().isEmpty()
                    ? found(Answers.cancelled(order.ref(), query.amount()), order)
                    : new StatusReport.NotFound();
        }
        return isGivenUp(order)
                ? found(Answers.cancelled(order.authorization().get().ref(), order.rest()), order)
                : new StatusReport.NotFound();
    }

    /** Whether what was not captured is free again: by a void, or because the last capture was said to be the last. */
    static boolean isGivenUp(Order order) {
        String status = order.authorization().map(Order.Payment::status).orElse("");
        return status.equals("VOIDED")
                || (status.equals("CAPTURED") && order.rest().isPositive());
    }

    private StatusReport refunded(Order order, StatusQuery query) {
        OperationId operation = query.operation();
        List<Order.Payment> own = order.refundsOf(operation);
        if (own.isEmpty()) {
            return new StatusReport.NotFound();
        }
        Money sum = own.stream().map(Order.Payment::amount).reduce(Money::plus).orElseThrow();
        boolean mayBeParts = order.captures().size() > 1;
        return mayBeParts && sum.isLessThan(query.amount())
                ? new StatusReport.Unavailable(
                        sum + " of " + query.amount() + " is refunded; the same key again does the rest")
                : found(answers.refunded(own), order);
    }

    private static StatusReport found(PaymentResult outcome, Order order) {
        return new StatusReport.Found(outcome, Answers.totals(order));
    }
}
