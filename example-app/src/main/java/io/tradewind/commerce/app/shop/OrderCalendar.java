package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.store.Store;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The time in which an order arrives, as a file for the calendar of its buyer (RFC 5545). */
public final class OrderCalendar {
    /** What kind of file it is. */
    public static final String MEDIA_TYPE = "text/calendar";

    private static final int MOST_OCTETS = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private OrderCalendar() {}

    /** What the file is called. */
    public static String name(Order order) {
        return order.number() + ".ics";
    }

    /** The file, leading to that page; fetched anew from the same site it is the same entry. */
    public static String of(Store store, Order order, URI page) {
        return Stream.of(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Tradewind//Shop//EN",
                        "BEGIN:VEVENT",
                        "UID:" + order.id().value() + "@" + page.getHost(),
                        "DTSTAMP:" + UTC.format(order.placedAt()),
                        "DTSTART:" + UTC.format(order.promise().earliest()),
                        "DTEND:" + UTC.format(order.promise().latest()),
                        "SUMMARY:" + text(store.policy().brand() + " " + order.number()),
                        "URL:" + page,
                        "END:VEVENT",
                        "END:VCALENDAR")
                .map(OrderCalendar::line)
                .collect(Collectors.joining());
    }

    /** A value of words (section 3.3.11), in which a line's end is written and other control characters have no place. */
    static String text(String words) {
        return words.replaceAll("[\\\\,;]", "\\\\$0").replaceAll("\\R", "\\\\n").replaceAll("[\\p{Cntrl}&&[^\t]]", "");
    }

    /** A line with its end, folded so that none has more than 75 octets, the blank of those that go on included (3.1). */
    static String line(String content) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < content.length(); i = content.offsetByCodePoints(i, 1)) {
            String character = Character.toString(content.codePointAt(i));
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > MOST_OCTETS) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(character);
            octets += more;
        }
        return folded.append("\r\n").toString();
    }
}
