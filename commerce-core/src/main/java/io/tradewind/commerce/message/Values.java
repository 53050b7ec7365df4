package io.tradewind.commerce.message;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.joda.money.Money;

/** What a message can tell, before it is put into a language. Immutable; does not print what it holds. */
final class Values {
    private record Day(Instant at, ZoneId zone) {}

    private record Moment(Instant at, ZoneId zone) {}

    private final Map<String, Object> values;

    private Values(Map<String, Object> values) {
        this.values = values;
    }

    /** Nothing known yet but the two values that every message may use. */
    static Values of(Template template, String brand, String name) {
        Map<String, Object> all = new LinkedHashMap<>();
        template.uses().forEach(it -> all.put(it, ""));
        all.put("brand", brand);
        all.put("name", name);
        return new Values(all);
    }

    Values text(String key, String value) {
        return with(key, value);
    }

    Values money(String key, Money value) {
        return with(key, value);
    }

    Values day(String key, Instant at, ZoneId zone) {
        return with(key, new Day(at, zone));
    }

    Values moment(String key, Instant at, ZoneId zone) {
        return with(key, new Moment(at, zone));
    }

    /** As texts of that language, clean of anything but one line of words. */
    Map<String, String> in(Locale language, Properties format) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, Filling.clean(shown(value, language, format))));
        return texts;
    }

    Set<String> names() {
        return values.keySet();
    }

    private static String shown(Object value, Locale language, Properties format) {
        if (value instanceof Money money) {
            NumberFormat number = NumberFormat.getNumberInstance(language);
            number.setMinimumFractionDigits(money.getScale());
            number.setMaximumFractionDigits(money.getScale());
            String amount = number.format(money.getAmount());
            return language.getLanguage().equals("de")
                    ? amount + " " + money.getCurrencyUnit()
                    : money.getCurrencyUnit() + " " + amount;
        } else if (value instanceof Day day) {
            return pattern(format.getProperty("format.day"), language, day.zone())
                    .format(day.at());
        } else if (value instanceof Moment moment) {
            return pattern(format.getProperty("format.time"), language, moment.zone())
                    .format(moment.at());
        }
        return value.toString();
    }

    private static DateTimeFormatter pattern(String pattern, Locale language, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, language).withZone(zone);
    }

    /** Values that a template does not know are left out. */
    private Values with(String key, Object value) {
        if (!values.containsKey(key)) {
            return this;
        }
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put(key, value);
        return new Values(all);
    }
}
