package io.tradewind.commerce.order;

import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.spi.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * An order as its owner or staff sees it. Everything but states, holds and counts is frozen. Immutable.
 *
 * @param number what people call it, such as {@code R-1001}
 * @param version grows with each move; pass it back to detect that somebody else changed the order
 * @param payment derived from the money that moved
 * @param fulfilment derived from the units that moved
 * @param goods sum of the lines before discount, as shown
 * @param discount taken off the goods; positive
 * @param delivery price of the delivery
 * @param addedTax tax on top; zero where prices include it
 * @param total what the customer pays
 * @param tax all tax in the total
 * @param account plugin account it is paid with; empty if nothing was to pay
 * @param shipping what was chosen, with the promise that was made
 * @param notes what staff wrote to the buyer, oldest first
 * @param actions what this actor may do now, and what not and why
 */
public record Order(
        OrderId id,
        String number,
        int version,
        OrderState state,
        PaymentStatus payment,
        FulfilmentStatus fulfilment,
        Instant placedAt,
        List<OrderLine> lines,
        Money goods,
        Money discount,
        Money delivery,
        Money addedTax,
        Money total,
        Money tax,
        List<TaxLine> taxLines,
        String account,
        boolean payLater,
        Optional<String> code,
        Optional<String> influencer,
        String phone,
        String email,
        Address address,
        Shipping shipping,
        List<Hold> holds,
        List<OrderNote> notes,
        List<OrderAction> actions) {

    /** Copies the lists. */
    public Order {
        lines = List.copyOf(lines);
        taxLines = List.copyOf(taxLines);
        holds = List.copyOf(holds);
        notes = List.copyOf(notes);
        actions = List.copyOf(actions);
    }

    /** The promise that was made when the order was placed. */
    public Promise promise() {
        return shipping.promise();
    }

    /** True if this actor may make that move now. */
    public boolean allows(OrderMove move) {
        return actions.stream().anyMatch(action -> action.move() == move && action.allowed());
    }
}
