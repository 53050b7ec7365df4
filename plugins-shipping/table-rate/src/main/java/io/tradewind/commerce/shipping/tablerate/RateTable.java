package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** All rows; the one that names a destination most closely counts. Immutable. */
final class RateTable {
    private static final String ELSEWHERE = "*";

    /** A row with what it is for; an empty prefix is a whole country. */
    private record Row(String country, String prefix, Rate rate) {
        boolean reaches(Address to) {
            return country.equals(to.country()) && postcode(to.postcode()).startsWith(prefix);
        }
    }

    private final List<Row> rows;

    private RateTable(List<Row> rows) {
        this.rows = rows;
    }

    static RateTable of(Settings settings) {
        Optional<Money> freeAbove = settings.find("freeAbove").map(it -> settings.money("freeAbove"));
        Rate.Days transit = Rate.Days.read(settings.text("transit"))
                .orElseThrow(() -> new ConfigurationException("transit", "is not a number of days", "write it as 1-2"));
        List<Row> rows = new ArrayList<>();
        Map<String, String> given = settings.family("rates");
        given.forEach((name, text) -> {
            Rate rate = Rate.read(name, text, freeAbove, transit);
            int colon = name.indexOf(':');
            if (colon < 0) {
                rows.add(new Row(name, "", rate));
            } else {
                for (String prefix : name.substring(colon + 1).split(",", -1)) {
                    rows.add(new Row(name.substring(0, colon), postcode(prefix), rate));
                }
            }
        });
        if (rows.isEmpty()) {
            throw new ConfigurationException(
                    "rates", "are missing", "set one for each country, as .set(\"DE\", \"EUR 4.90\")");
        }
        if (freeAbove.isPresent()
                && rows.stream()
                        .noneMatch(it ->
                                it.rate().currency().equals(freeAbove.get().getCurrencyUnit()))) {
            throw new ConfigurationException(
                    "freeAbove", "is in a currency that no rate is in", "write it in the currency of the rates");
        }
        rows.sort(Comparator.comparingInt((Row it) -> it.prefix().length()).reversed());
        return new RateTable(List.copyOf(rows));
    }

    private static String postcode(String text) {
        return text.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    }

    Optional<Rate> find(Address to) {
        return rows.stream()
                .filter(it -> it.reaches(to))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(it -> it.country().equals(ELSEWHERE))
                        .findFirst())
                .map(Row::rate);
    }

    /** Countries it reaches; none means everywhere. */
    Set<String> countries() {
        Set<String> countries = rows.stream().map(Row::country).collect(Collectors.toSet());
        return countries.contains(ELSEWHERE) ? Set.of() : countries;
    }

    int heaviest() {
        return rows.stream().mapToInt(it -> it.rate().heaviest()).max().orElse(0);
    }
}
