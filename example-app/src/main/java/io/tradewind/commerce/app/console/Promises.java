package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.order.Promised;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether orders arrived when they were promised to, by the day of the promise.
 *
 * @param share such as {@code 98 %}; empty where nothing was promised
 * @param kept how many arrived by then
 * @param orders how many were promised
 * @param rows the numbers of the chart, for the table behind it
 */
public record Promises(String share, int kept, int orders, Chart chart, List<Row> rows) {
    /** Of a hundred promises that a store should keep. */
    public static final int GOAL = 97;

    private static final int DAYS = 14;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** Copies the rows. */
    public Promises {
        rows = List.copyOf(rows);
    }

    /** A line of the table. */
    public record Row(String when, int orders, int kept, String share) {}

    /** The days before today, at least two weeks of them, and today so far. */
    static Promises of(Shop shop, int days, Instant now) {
        ZoneId zone = shop.store().zone();
        Instant from = now.atZone(zone)
                .truncatedTo(ChronoUnit.DAYS)
                .minusDays(Math.max(DAYS, days) - 1L)
                .toInstant();
        List<Chart.Point> points = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        int orders = 0;
        int kept = 0;
        for (Promised one : shop.orders().promised(from, now.plusMillis(1), Duration.ofDays(1))) {
            String when = one.from().atZone(zone).format(DAY);
            double percent =
                    one.orders() == 0 ? 0 : Math.max(1, 100.0 * one.kept() / one.orders()); // none kept is seen
            points.add(new Chart.Point(when, percent, GOAL));
            rows.add(new Row(when, one.orders(), one.kept(), share(one.kept(), one.orders())));
            orders += one.orders();
            kept += one.kept();
        }
        return new Promises(share(kept, orders), kept, orders, Chart.of(points, it -> Math.round(it) + " %"), rows);
    }

    private static String share(int kept, int orders) {
        return orders == 0 ? "" : (int) Math.floor(100.0 * kept / orders) + " %";
    }
}
