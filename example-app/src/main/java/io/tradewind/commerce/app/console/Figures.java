package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.order.Sales;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.joda.money.Money;

/**
 * How the shop sells, beside the same stretch before.
 *
 * @param span {@code today}, {@code 7} or {@code 30}
 * @param from where the stretch begins
 * @param until where it ends
 * @param said the point of the chart in a sentence
 * @param rows the numbers of the chart, for the table behind it
 */
public record Figures(
        String span,
        Instant from,
        Instant until,
        Tile sales,
        Tile orders,
        Tile average,
        Chart chart,
        String said,
        List<Row> rows) {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** Copies the rows. */
    public Figures {
        rows = List.copyOf(rows);
    }

    /** How many days it has. */
    public int days() {
        return (int) Math.max(1, Duration.between(from, until).toDays());
    }

    /**
     * A number and how it moved.
     *
     * @param change such as {@code +12 %}; empty if there was nothing before
     * @param up true if it grew
     * @param spark how it went, as an SVG path in a box of {@link Chart#SPARK_WIDTH} by {@link Chart#SPARK_HEIGHT}
     */
    public record Tile(String word, String value, String change, boolean up, String spark) {}

    /** A line of the table. */
    public record Row(String when, int orders, String total, String before) {}

    static Figures of(Shop shop, String span, Instant now) {
        ZoneId zone = shop.store().zone();
        ZonedDateTime midnight = now.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        boolean today = !span.equals("7") && !span.equals("30");
        int days = today ? 1 : Integer.parseInt(span);
        Instant from = midnight.minusDays(days - 1L).toInstant();
        int back = today ? 7 : days;
        Duration step = today ? Duration.ofHours(1) : Duration.ofDays(1);
        Instant end = midnight.plusDays(1).toInstant();
        List<Sales> current = shop.orders().sales(from, end, step);
        List<Sales> before =
                shop.orders().sales(from.minus(Duration.ofDays(back)), end.minus(Duration.ofDays(back)), step);
        return of(today ? "today" : span, from, end, current, before, now, zone, shop);
    }

    private static Figures of(
            String span,
            Instant from,
            Instant until,
            List<Sales> current,
            List<Sales> before,
            Instant now,
            ZoneId zone,
            Shop shop) {
        List<Chart.Point> points = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        DateTimeFormatter label = span.equals("today") ? HOUR : DAY;
        Money zero = Money.zero(shop.store().currency());
        Money sum = zero;
        Money then = zero;
        int orders = 0;
        int ordersThen = 0;
        List<Sales> past = new ArrayList<>();
        for (int i = 0; i < current.size(); i++) {
            Sales here = current.get(i);
            Sales there = i < before.size() ? before.get(i) : new Sales(here.from(), 0, zero);
            String when = here.from().atZone(zone).format(label);
            points.add(new Chart.Point(
                    when,
                    here.total().getAmount().doubleValue(),
                    there.total().getAmount().doubleValue()));
            rows.add(new Row(when, here.orders(), Format.money(here.total()), Format.money(there.total())));
            sum = sum.plus(here.total());
            orders += here.orders();
            if (here.from().isBefore(now)) { // the same stretch up to this time of day
                past.add(here);
                then = then.plus(there.total());
                ordersThen += there.orders();
            }
        }
        String name = span.equals("today") ? "this day last week so far" : "the " + span + " days before";
        String said = Format.money(sum)
                + (span.equals("today") ? " so far" : "")
                + (then.isZero() ? ", nothing to compare with yet" : ", " + difference(sum, then) + name);
        return new Figures(
                span,
                from,
                until,
                tile("Sales", Format.money(sum), sum.getAmount(), then.getAmount(), spark(past, Figures::worth)),
                tile(
                        "Orders",
                        String.valueOf(orders),
                        BigDecimal.valueOf(orders),
                        BigDecimal.valueOf(ordersThen),
                        spark(past, Sales::orders)),
                tile(
                        "Average order",
                        Format.money(each(sum, orders)),
                        each(sum, orders).getAmount(),
                        each(then, ordersThen).getAmount(),
                        spark(past, it -> it.orders() == 0 ? 0 : worth(it) / it.orders())),
                Chart.of(
                        points,
                        it -> Format.money(Money.of(shop.store().currency(), it, RoundingMode.HALF_UP))
                                .replaceFirst("[.]00$", "")),
                said,
                rows);
    }

    private static String difference(Money sum, Money then) {
        return sum.isLessThan(then)
                ? Format.money(then.minus(sum)) + " less than "
                : Format.money(sum.minus(then)) + " more than ";
    }

    private static Money each(Money sum, int orders) {
        return orders == 0 ? sum : sum.dividedBy(orders, RoundingMode.HALF_UP);
    }

    private static double worth(Sales sales) {
        return sales.total().getAmount().doubleValue();
    }

    private static String spark(List<Sales> past, ToDoubleFunction<Sales> number) {
        return Chart.spark(past.stream().mapToDouble(number).toArray());
    }

    private static Tile tile(String word, String value, BigDecimal now, BigDecimal then, String spark) {
        if (then.signum() == 0) {
            return new Tile(word, value, "", true, spark);
        }
        BigDecimal change = now.subtract(then).multiply(BigDecimal.valueOf(100)).divide(then, 0, RoundingMode.HALF_UP);
        return new Tile(
                word, value, (change.signum() < 0 ? "−" : "+") + change.abs() + " %", change.signum() >= 0, spark);
    }
}
