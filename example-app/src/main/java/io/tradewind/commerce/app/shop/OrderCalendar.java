package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.store.Store;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The time in which an order arrives, as a file for the calendar of its buyer (RFC 5545). */
public final class OrderCalendar {
    /** What kind of file it is. */
    public static final String MEDIA_TYPE = "text/calendar";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private OrderCalendar() {}

    /** What the file is called. */
    public static String name(Order order) {
        return order.number() + ".ics";
    }

    /** The file, leading to that page; fetched anew from the same site it is the same entry. */
    public static String of(Store store, Order order, URI page) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Tradewind//Shop//EN",
                "BEGIN:VEVENT",
                "UID:" + order.id().value() + "@" + page.getHost(),
                "DTSTAMP:" + UTC.format(order.placedAt()),
                "DTSTART:" + UTC.format(order.promise().earliest()),
                "DTEND:" + UTC.format(order.promise().latest()),
                "SUMMARY:" + store.policy().brand().replaceAll("[\\\\,;]", "\\\\$0") + " " + order.number(),
                "URL:" + page,
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }
}
