package io.tradewind.commerce.app.console;

import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** The saved views of the orders list. */
public enum OrderView {
    ALL("All"),
    OPEN("Open"),
    LATE("Late"),
    HELD("On hold"),
    EXPRESS("24 h"),
    COMPLETED("Completed"),
    CANCELLED("Cancelled");

    private final String word;

    OrderView(String word) {
        this.word = word;
    }

    /** What its tab says. */
    public String word() {
        return word;
    }

    /** How it stands in an address. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderView of(String key) {
        return Arrays.stream(values())
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElse(ALL);
    }

    OrderQuery query(Instant now) {
        OrderQuery all = OrderQuery.newest();
        return switch (this) {
            case ALL -> all;
            case OPEN -> all.in(OrderState.PLACED);
            case LATE -> all.in(OrderState.PLACED).promisedBefore(now);
            case HELD -> all.in(OrderState.PLACED).onHold();
            case EXPRESS -> all.in(OrderState.PLACED).inTwentyFourHours();
            case COMPLETED -> all.in(OrderState.COMPLETED);
            case CANCELLED -> all.in(OrderState.CANCELLED);
        };
    }
}
