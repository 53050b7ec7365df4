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
 * @param days later days on which the first parcel can arrive instead, by date, at the same price; each is chosen by its
 *     own id. Empty if the carrier lets nobody choose, and of an option that was chosen
 */
public record DeliveryOption(
        String id,
        String account,
        String service,
        String label,
        Money price,
        Promise promise,
        boolean express,
        List<LaterParcel> later,
        List<DeliveryDay> days) {
    /** Copies the lists. */
    public DeliveryOption {
        later = List.copyOf(later);
        days = List.copyOf(days);
    }

    /** An option of one day. */
    public DeliveryOption(
            String id,
            String account,
            String service,
            String label,
            Money price,
            Promise promise,
            boolean express,
            List<LaterParcel> later) {
        this(id, account, service, label, price, promise, express, later, List.of());
    }

    /** An option with one parcel. */
    public DeliveryOption(
            String id, String account, String service, String label, Money price, Promise promise, boolean express) {
        this(id, account, service, label, price, promise, express, List.of(), List.of());
    }

    DeliveryOption with(List<DeliveryDay> laterDays) {
        return new DeliveryOption(id, account, service, label, price, promise, express, later, laterDays);
    }
}
