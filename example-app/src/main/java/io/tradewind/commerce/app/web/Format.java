package io.tradewind.commerce.app.web;

import io.tradewind.commerce.delivery.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joda.money.Money;

/** How amounts, days and times read on every page. The one place that decides it. */
public final class Format {
    private static final Map<String, String> SIGNS = Map.of("EUR", "€", "GBP", "£", "USD", "$");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int MONTHS_WITHOUT_YEAR = 6;

    private Format() {}

    /** An amount, such as {@code €66.50} or {@code −€6.40}. */
    public static String money(Money amount) {
        String code = amount.getCurrencyUnit().getCode();
        String sign = SIGNS.getOrDefault(code, code + " ");
        String digits = String.format(
                Locale.ENGLISH, "%,." + amount.getScale() + "f", amount.abs().getAmount());
        return (amount.isNegative() ? "−" : "") + sign + digits;
    }

    /** An amount where nothing to pay is good news: {@code Free}. */
    public static String cost(Money amount) {
        return amount.isZero() ? "Free" : money(amount);
    }

    /** A day, such as {@code Tue 24 Nov}; with its year if it is far away. */
    public static String day(Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        LocalDate today = LocalDate.now(zone);
        boolean near = day.isAfter(today.minusMonths(MONTHS_WITHOUT_YEAR))
                && day.isBefore(today.plusMonths(MONTHS_WITHOUT_YEAR));
        return day.format(near ? DAY : DAY_AND_YEAR);
    }

    /** A day that is near, such as {@code Tomorrow, Tue 24 Nov}. */
    public static String nearDay(Instant at, ZoneId zone) {
        LocalDate today = LocalDate.now(zone);
        LocalDate day = at.atZone(zone).toLocalDate();
        if (day.equals(today)) {
            return "Today, " + day(at, zone);
        }
        return (day.equals(today.plusDays(1)) ? "Tomorrow, " : "") + day(at, zone);
    }

    /** A time of day, such as {@code 18:00}. */
    public static String time(Instant at, ZoneId zone) {
        return at.atZone(zone).format(TIME);
    }

    /** A day and a time, such as {@code Tue 24 Nov, 18:00}. */
    public static String moment(Instant at, ZoneId zone) {
        return day(at, zone) + ", " + time(at, zone);
    }

    /** When something arrives, such as {@code Tomorrow, Tue 24 Nov by 15:00} or {@code Fri 27 – Sat 28 Nov}. */
    public static String arrival(Promise promise) {
        ZoneId zone = promise.zone();
        if (promise.guaranteed()) {
            return nearDay(promise.latest(), zone) + " by " + time(promise.latest(), zone);
        }
        LocalDate first = promise.earliest().atZone(zone).toLocalDate();
        LocalDate last = promise.latest().atZone(zone).toLocalDate();
        if (first.equals(last)) {
            return nearDay(promise.latest(), zone);
        }
        return day(promise.earliest(), zone) + " – " + day(promise.latest(), zone);
    }

    /** The same inside a sentence, such as {@code tomorrow, Tue 24 Nov by 15:00}. */
    public static String arrivalWithin(Promise promise) {
        return arrival(promise).replace("Tomorrow,", "tomorrow,").replace("Today,", "today,");
    }

    /** A span of time in whole minutes, such as {@code 3 h 12 min}; never less than a minute. */
    public static String span(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /** Where the browser finds a picture: an address stays as it is, a name is one of our own files. */
    public static String picture(String source) {
        if (source.isEmpty()) {
            return "/art/giftbox-Moss.svg";
        }
        return source.startsWith("http:") || source.startsWith("https:") ? source : "/" + source;
    }

    /** A number with its noun, such as {@code 1 item} or {@code 3 items}. */
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Some words in a sentence: {@code a, b and c}. */
    public static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }
}
