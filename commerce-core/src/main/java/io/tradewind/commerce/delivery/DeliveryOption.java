package io.tradewind.commerce.delivery;

import java.util.List;
import org.joda.money.Money;

/**
 * A way to have everything sent that can be chosen at checkout. Immutable.
 *
 * @param id stable for the same cart, carrier account and service, such as {@code parcel.standard}
 * @param account carrier account that takes it; empty if nothing has to be sent
 * @param service the carrier's service
 * @param label what a shopper reads
 * @param price of all parcels together, as catalog prices are (with or without tax)
 * @param promise when the first parcel arrives
 * @param express true for the 24-hour delivery
 * @param later parcels that leave later, by date; empty unless something is pre-ordered beside goods in stock
 */
public record DeliveryOption(
        String id,
        String account,
        String service,
        String label,
        Money price,
        Promise promise,
        boolean express,
        List<LaterParcel> later) {
    /** Copies the list. */
    public DeliveryOption {
        later = List.copyOf(later);
    }

    /** An option with one parcel. */
    public DeliveryOption(
            String id, String account, String service, String label, Money price, Promise promise, boolean express) {
        this(id, account, service, label, price, promise, express, List.of());
    }
}
