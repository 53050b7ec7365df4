package io.tradewind.commerce.message;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What messages there are. Each knows the values its words may use, written as <code>{order}</code>; {@code brand} and
 * {@code name}, the store's and the customer's, may stand in all of them.
 */
public enum Template {
    /** To the customer: the order is placed. */
    ORDER_RECEIVED(To.CUSTOMER_TWICE, Duration.ZERO, "order", "total", "day", "link"),
    /** To the customer: the bank has not answered within a minute; do not pay again. */
    PAYMENT_CONFIRMING(To.CUSTOMER, Duration.ofMinutes(1), "amount"),
    /** To the customer: the bank still waits for them after ten minutes. */
    PAYMENT_NEEDED(To.CUSTOMER, Duration.ofMinutes(10), "amount", "until"),
    /** To a customer who was told of a payment under way: it came to nothing. */
    PAYMENT_FAILED(To.CUSTOMER, Duration.ZERO, "amount"),
    /** To the customer: a parcel left the building. */
    PARCEL_HANDED_OVER(To.CUSTOMER, Duration.ZERO, "order", "tracking", "day", "link"),
    /** To the customer: it arrives today. */
    OUT_FOR_DELIVERY(To.CUSTOMER_TWICE, Duration.ZERO, "order", "tracking", "link"),
    /** To the customer: it can be fetched. */
    READY_FOR_COLLECTION(To.CUSTOMER_TWICE, Duration.ZERO, "order", "tracking", "link"),
    /** To the customer: nobody took it. */
    DELIVERY_MISSED(To.CUSTOMER_TWICE, Duration.ZERO, "order", "tracking", "link"),
    /** To the customer: it arrived. */
    DELIVERED(To.CUSTOMER, Duration.ZERO, "order", "tracking", "link"),
    /** To the customer: goods may be sent back, with a label. */
    RETURN_APPROVED(To.CUSTOMER, Duration.ZERO, "order", "link"),
    /** To the customer: goods have come back. */
    RETURN_RECEIVED(To.CUSTOMER, Duration.ZERO, "order", "link"),
    /** To the customer: money goes back. */
    REFUNDED(To.CUSTOMER, Duration.ZERO, "order", "amount", "link"),
    /** To the customer: staff wrote something about the order. */
    SHOP_WROTE(To.CUSTOMER, Duration.ZERO, "order", "words", "link"),
    /** To the customer: the order is cancelled. */
    ORDER_CANCELLED(To.CUSTOMER, Duration.ZERO, "order", "link"),
    /** To somebody who signed up for a launch: the contact is confirmed. */
    SIGN_UP_CONFIRMED(To.CUSTOMER, Duration.ZERO, "title", "place"),
    /** To somebody in line for a launch: it is their turn. */
    INVITED(To.CUSTOMER, Duration.ZERO, "title", "until", "link"),
    /** To somebody who asked for it: a sold-out article is back. */
    BACK_IN_STOCK(To.CUSTOMER, Duration.ZERO, "title", "link"),
    /** To the staff contact: there is work. */
    TO_PACK(To.STAFF, Duration.ZERO, "order", "location", "due", "link"),
    /** To the staff contact: work that was announced must not leave. */
    STOP(To.STAFF, Duration.ZERO, "order", "location", "reason", "link");

    private enum To {
        /** By e-mail, or by SMS if there is no address. */
        CUSTOMER,
        /** By e-mail and by SMS. */
        CUSTOMER_TWICE,
        STAFF
    }

    private final To to;
    private final Duration delay;
    private final Set<String> values;

    Template(To to, Duration delay, String... values) {
        this.to = to;
        this.delay = delay;
        this.values = Set.of(values);
    }

    /** The values that its words may use beside {@code brand} and {@code name}. */
    public Set<String> uses() {
        return values;
    }

    /** True if it goes to the store's staff contact. */
    public boolean isForStaff() {
        return to == To.STAFF;
    }

    /** Its name in text files, such as {@code order-received}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isAlsoBySms() {
        return to == To.CUSTOMER_TWICE;
    }

    /** How long it waits: what settles itself meanwhile is not worth a message. */
    Duration delay() {
        return delay;
    }
}
