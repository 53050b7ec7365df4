package io.tradewind.commerce.app.web;

import java.text.DecimalFormatSymbols;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;

/** Days, times, amounts and spans as the console writes them in English, said in another language. */
final class Values {
    private static final Pattern DAY =
            Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\\d{1,2}) ([A-Z][a-z]{2})( \\d{4})?(?:, (\\d\\d:\\d\\d))?");
    private static final Pattern SHORT_DAY = Pattern.compile("(\\d{1,2}) ([A-Z][a-z]{2})");
    private static final Pattern AMOUNT = Pattern.compile("(−?)([€£$]|[A-Z]{3} )([\\d,]+(?:\\.\\d+)?)");
    private static final Pattern SPAN = Pattern.compile("(?:(\\d+) h)? ?(?:(\\d+) min)?");
    private static final Pattern MEASURE = Pattern.compile("(\\d+(?:\\.\\d+)?) (kg|g|ms|s|%)");
    private static final Pattern MONTH = Pattern.compile("([A-Z][a-z]+) (\\d{4})");
    private static final Pattern LEFT_TO_RIGHT = Pattern.compile("[+−-]\\d+|\\d+ / \\d+");
    private static final List<String> SIGNS = List.of("€", "EUR", "£", "GBP", "$", "USD");

    private final Lang lang;
    private final Locale locale;
    private final char point;

    Values(Lang lang) {
        this.lang = lang;
        this.locale = Locale.forLanguageTag(lang.tag());
        this.point = DecimalFormatSymbols.getInstance(lang.rtl() ? Locale.ENGLISH : locale)
                .getDecimalSeparator();
    }

    /** A decimal number as it stands in a field. */
    String decimal(String text) {
        return text.matches("\\d+\\.\\d+") ? text.replace('.', point) : text;
    }

    Optional<String> said(String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return month(day.group(3)).map(it -> day(day, it));
        }
        Matcher amount = AMOUNT.matcher(text);
        if (amount.matches()) {
            String said = lang.money(amount(amount));
            return Optional.of(amount.group(3).contains(".") ? said : said.replace(point + "00", ""));
        }
        Matcher span = SPAN.matcher(text);
        if (!text.isEmpty() && span.matches()) {
            return Optional.of(span(span.group(1), span.group(2)));
        }
        Matcher near = SHORT_DAY.matcher(text);
        if (near.matches()) {
            return month(near.group(2)).map(it -> near.group(1) + " " + it.getDisplayName(TextStyle.SHORT, locale));
        }
        if (lang.rtl() && LEFT_TO_RIGHT.matcher(text).matches()) {
            return Optional.of(lang.ltr(text));
        }
        Matcher whole = MONTH.matcher(text);
        if (whole.matches()) {
            return month(whole.group(1), TextStyle.FULL)
                    .map(it -> it.getDisplayName(TextStyle.FULL_STANDALONE, locale) + " " + whole.group(2));
        }
        Matcher measure = MEASURE.matcher(text);
        return measure.matches() ? Optional.of(measure(measure)) : Optional.empty();
    }

    private String measure(Matcher found) {
        String number = found.group(1).replace('.', point);
        return switch (found.group(2)) {
            case "kg" -> lang.t("paper.kg", number);
            case "ms" -> lang.t("span.millis", number);
            default -> lang.rtl() ? lang.ltr(found.group()) : number + " " + found.group(2);
        };
    }

    private static Optional<Month> month(String text) {
        return month(text, TextStyle.SHORT);
    }

    private static Optional<Month> month(String text, TextStyle style) {
        return Arrays.stream(Month.values())
                .filter(it -> it.getDisplayName(style, Locale.ENGLISH).startsWith(text))
                .findFirst();
    }

    private String day(Matcher found, Month month) {
        DayOfWeek weekday = Arrays.stream(DayOfWeek.values())
                .filter(it -> it.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equals(found.group(1)))
                .findFirst()
                .orElseThrow();
        String pattern = lang.t(found.group(4) == null ? "format.day" : "format.day-year");
        TextStyle style = pattern.startsWith("EEEE") ? TextStyle.FULL : TextStyle.SHORT;
        String day = pattern.replaceFirst("E+", Matcher.quoteReplacement(weekday.getDisplayName(style, locale)))
                .replaceFirst("\\bd\\b", found.group(2))
                .replaceFirst("MMM", Matcher.quoteReplacement(month.getDisplayName(TextStyle.SHORT, locale)))
                .replaceFirst(
                        "uuuu", found.group(4) == null ? "" : found.group(4).strip());
        return found.group(5) == null ? day : lang.t("day.moment", day, found.group(5));
    }

    private static Money amount(Matcher found) {
        String sign = found.group(2).strip();
        int at = SIGNS.indexOf(sign);
        String currency = at >= 0 && at % 2 == 0 ? SIGNS.get(at + 1) : sign;
        Money amount = Money.parse(currency + " " + found.group(3).replace(",", ""));
        return found.group(1).isEmpty() ? amount : amount.negated();
    }

    private String span(String hours, String minutes) {
        if (hours == null) {
            return lang.t("span.minutes", minutes);
        }
        return minutes == null ? lang.t("span.hours", hours) : lang.t("span.both", hours, minutes);
    }
}
