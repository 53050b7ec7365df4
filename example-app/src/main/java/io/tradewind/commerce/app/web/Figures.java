package io.tradewind.commerce.app.web;

import io.tradewind.commerce.delivery.Promise;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.joda.money.Money;

/**
 * How amounts, days and times read in a language. The one place that decides it; digits are Latin everywhere. Safe for
 * many threads.
 */
public final class Figures {
    private static final Map<String, String> SIGNS = Map.of("EUR", "€", "GBP", "£", "USD", "$");
    private static final int MONTHS_WITHOUT_YEAR = 6;
    private static final char NO_BREAK = '\u00a0';

    private final Lang lang;
    private final DateTimeFormatter day;
    private final DateTimeFormatter dayAndYear;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter month;
    private final DateTimeFormatter time;
    private final DecimalFormatSymbols symbols;
    private final boolean signLast;

    Figures(Lang lang, Locale locale) {
        this.lang = lang;
        this.day = DateTimeFormatter.ofPattern(lang.t("format.day"), locale);
        this.dayAndYear = DateTimeFormatter.ofPattern(lang.t("format.day-year"), locale);
        this.weekday = DateTimeFormatter.ofPattern("EEE", locale);
        this.month = DateTimeFormatter.ofPattern("MMM", locale);
        this.time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        this.symbols = DecimalFormatSymbols.getInstance(lang.rtl() ? Locale.ENGLISH : locale);
        this.signLast = lang.t("format.money").startsWith("0");
    }

    /** An amount, such as {@code €66.50} or {@code −6,40 €}. */
    public String money(Money amount) {
        String code = amount.getCurrencyUnit().getCode();
        String digits = new DecimalFormat(
                        "#,##0" + (amount.getScale() > 0 ? "." + "0".repeat(amount.getScale()) : ""), symbols)
                .format(amount.abs().getAmount());
        String minus = amount.isNegative() ? "−" : "";
        if (signLast) {
            return lang.ltr(minus + digits + NO_BREAK + SIGNS.getOrDefault(code, code));
        }
        return minus + SIGNS.getOrDefault(code, code + " ") + digits;
    }

    /** An amount that comes on top, such as {@code + €5.00}. */
    public String extra(Money amount) {
        return lang.ltr("+ " + money(amount));
    }

    /** A number with two decimals, such as {@code 1.36}. */
    public String decimal(double number) {
        return new DecimalFormat("#,##0.00", symbols).format(number);
    }

    /** An amount as a bound in a sentence, such as {@code €40}: without hundredths where it has none. */
    public String whole(Money amount) {
        String text = money(amount);
        boolean round = amount.getScale() > 0 && amount.getMinorPart() == 0;
        return round ? text.replace(symbols.getMonetaryDecimalSeparator() + "0".repeat(amount.getScale()), "") : text;
    }

    /** An amount where nothing to pay is good news: {@code Free}. */
    public String cost(Money amount) {
        return amount.isZero() ? lang.t("free") : money(amount);
    }

    /** A day, such as {@code Tue 24 Nov}; with its year if it is far away. */
    public String day(Instant at, ZoneId zone) {
        return day(at.atZone(zone).toLocalDate(), LocalDate.now(StoreClock.CLOCK.withZone(zone)));
    }

    /** A day with its year, as letters have it. */
    public String fullDay(Instant at, ZoneId zone) {
        return at.atZone(zone).format(dayAndYear);
    }

    String day(LocalDate day, LocalDate today) {
        boolean near = day.isAfter(today.minusMonths(MONTHS_WITHOUT_YEAR))
                && day.isBefore(today.plusMonths(MONTHS_WITHOUT_YEAR));
        return day.format(near ? this.day : dayAndYear);
    }

    /** A day that is near, such as {@code Tomorrow, Tue 24 Nov}. */
    public String nearDay(Instant at, ZoneId zone) {
        return near(at, zone, "");
    }

    private String near(Instant at, ZoneId zone, String within) {
        LocalDate today = LocalDate.now(StoreClock.CLOCK.withZone(zone));
        LocalDate then = at.atZone(zone).toLocalDate();
        if (then.equals(today)) {
            return lang.t("day.today" + within, day(at, zone));
        }
        return then.equals(today.plusDays(1)) ? lang.t("day.tomorrow" + within, day(at, zone)) : day(at, zone);
    }

    /** A day of the week in short, such as {@code Fri}. */
    public String weekday(LocalDate date) {
        return date.format(weekday);
    }

    /** A month in short, such as {@code Nov}. */
    public String month(LocalDate date) {
        return date.format(month);
    }

    /** A time of day, such as {@code 18:00}. */
    public String time(Instant at, ZoneId zone) {
        return at.atZone(zone).format(time);
    }

    /** A day and a time, such as {@code Tue 24 Nov, 18:00}. */
    public String moment(Instant at, ZoneId zone) {
        return lang.t("day.moment", day(at, zone), time(at, zone));
    }

    /** When something arrives, such as {@code Tomorrow, Tue 24 Nov by 15:00} or {@code Fri 27 – Sat 28 Nov}. */
    public String arrival(Promise promise) {
        return arrival(promise, "");
    }

    /** The same inside a sentence, such as {@code tomorrow, Tue 24 Nov by 15:00}. */
    public String arrivalWithin(Promise promise) {
        return arrival(promise, ".within");
    }

    private String arrival(Promise promise, String within) {
        ZoneId zone = promise.zone();
        if (promise.guaranteed()) {
            return lang.t("day.by", near(promise.latest(), zone, within), time(promise.latest(), zone));
        }
        LocalDate first = promise.earliest().atZone(zone).toLocalDate();
        LocalDate last = promise.latest().atZone(zone).toLocalDate();
        return first.equals(last)
                ? near(promise.latest(), zone, within)
                : day(promise.earliest(), zone) + " – " + day(promise.latest(), zone);
    }

    /** A span of time in whole minutes, such as {@code 3 h 12 min}; never less than a minute. */
    public String span(Duration span) {
        long minutes = Math.max(1, span.toMinutes());
        if (minutes < 60) {
            return lang.t("span.minutes", minutes);
        }
        return minutes % 60 == 0 ? lang.t("span.hours", minutes / 60) : lang.t("span.both", minutes / 60, minutes % 60);
    }
}
