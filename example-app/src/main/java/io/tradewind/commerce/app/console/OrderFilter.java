package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.order.OrderQuery;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which orders the list shows. It stands in the address, so that it can be kept, sent and gone back to.
 *
 * @param words what is looked for; empty for nothing
 * @param placed for how many days back, today included: {@code 1}, {@code 7}, {@code 30}, or empty for any day
 */
public record OrderFilter(OrderView view, String words, String placed) {
    /** What can be chosen, in its order. */
    public static final List<String> DAYS = List.of("", "1", "7", "30");

    private static final int LONGEST = 100;

    /** What an address asks for. */
    static OrderFilter of(Context context) {
        return of(Form.asked(context, "view"), Form.asked(context, "q"), Form.asked(context, "placed"));
    }

    /** What a form asks for; whatever is not known is left out. */
    static OrderFilter of(String view, String words, String placed) {
        return new OrderFilter(
                OrderView.of(view),
                words.length() > LONGEST ? words.substring(0, LONGEST) : words,
                DAYS.contains(placed) ? placed : "");
    }

    /** The same orders in another state. */
    public OrderFilter in(OrderView other) {
        return new OrderFilter(other, words, placed);
    }

    /** How it stands in an address. */
    public String address() {
        return "view=" + view.key()
                + (words.isEmpty() ? "" : "&q=" + Form.encoded(words))
                + (placed.isEmpty() ? "" : "&placed=" + placed);
    }

    /** What a choice of days is called. */
    public static String days(String days) {
        return switch (days) {
            case "1" -> "Placed today";
            case "7" -> "In 7 days";
            case "30" -> "In 30 days";
            default -> "Any day";
        };
    }

    OrderQuery query(ZoneId zone) {
        ZonedDateTime now = StoreClock.now().atZone(zone);
        OrderQuery query = view.query(now.toInstant());
        query = words.isBlank() ? query : query.matching(words);
        return placed.isEmpty()
                ? query
                : query.placedFrom(now.truncatedTo(ChronoUnit.DAYS)
                        .minusDays(Long.parseLong(placed) - 1)
                        .toInstant());
    }
}
