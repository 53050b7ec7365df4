package io.tradewind.commerce.app.web;

import io.tradewind.commerce.delivery.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;

/** How amounts, days and times read in the console: as in the default language of the shop. */
public final class Format {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private Format() {}

    /** An amount, such as {@code €66.50} or {@code −€6.40}. */
    public static String money(Money amount) {
        return Lang.DEFAULT.money(amount);
    }

    /** An amount where nothing to pay is good news: {@code Free}. */
    public static String cost(Money amount) {
        return Lang.DEFAULT.cost(amount);
    }

    /** A day, such as {@code Tue 24 Nov}; with its year if it is far away. */
    public static String day(Instant at, ZoneId zone) {
        return Lang.DEFAULT.figures().day(at, zone);
    }

    /** A month, such as {@code November 2026}. */
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** A day that is near, such as {@code Tomorrow, Tue 24 Nov}. */
    public static String nearDay(Instant at, ZoneId zone) {
        return Lang.DEFAULT.figures().nearDay(at, zone);
    }

    /** A time of day, such as {@code 18:00}. */
    public static String time(Instant at, ZoneId zone) {
        return Lang.DEFAULT.time(at, zone);
    }

    /** A day and a time, such as {@code Tue 24 Nov, 18:00}. */
    public static String moment(Instant at, ZoneId zone) {
        return Lang.DEFAULT.figures().moment(at, zone);
    }

    /** When something arrives, such as {@code Tomorrow, Tue 24 Nov by 15:00} or {@code Fri 27 – Sat 28 Nov}. */
    public static String arrival(Promise promise) {
        return Lang.DEFAULT.figures().arrival(promise);
    }

    /** The same inside a sentence, such as {@code tomorrow, Tue 24 Nov by 15:00}. */
    public static String arrivalWithin(Promise promise) {
        return Lang.DEFAULT.figures().arrivalWithin(promise);
    }

    /** A span of time in whole minutes, such as {@code 3 h 12 min}; never less than a minute. */
    public static String span(Duration time) {
        return Lang.DEFAULT.figures().span(time);
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
