package io.tradewind.commerce.app.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * Says in a language what the library says in English: refusals, reasons and problems. The English file holds its
 * sentences as patterns under {@code core.}, the other files theirs under the same keys; values are found by the pattern,
 * and days and amounts among them are written anew. What no pattern knows stays English. Safe for many threads.
 */
final class LibraryTexts {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.;!?]) (?=[A-Z0-9'’])");
    private static final Pattern DAY = Pattern.compile("[A-Z][a-z]{2} (\\d{1,2} [A-Z][a-z]{2})(?:, (\\d\\d:\\d\\d))?");
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** Sentences whose first value is the code of a country. */
    private static final Set<String> COUNTRIES =
            Set.of("core.address.postcode", "core.carriers", "core.country", "core.express.country");

    /**
     * A sentence.
     *
     * @param head what stands before the first value; nearly all sentences are told apart by it and the tail, and for less
     * @param tail what stands behind the last value
     */
    private record Known(String key, String head, String tail, Pattern pattern, List<Integer> places) {
        Optional<Matcher> in(String text) {
            return text.startsWith(head) && text.endsWith(tail)
                    ? Optional.of(pattern.matcher(text)).filter(Matcher::matches)
                    : Optional.empty();
        }
    }

    /** By the letter they begin with; under each of these also those that begin with a value. */
    private final Map<Character, List<Known>> known = new HashMap<>();

    private final List<Known> anyLetter;

    LibraryTexts(Map<String, String> english) {
        List<Known> all = english.entrySet().stream()
                .filter(it -> it.getKey().startsWith("core."))
                .sorted(Comparator.comparing((Map.Entry<String, String> it) ->
                                PLACE.matcher(it.getValue()).replaceAll("").length())
                        .reversed())
                .map(it -> known(it.getKey(), it.getValue()))
                .toList();
        this.anyLetter = all.stream().filter(it -> it.head().isEmpty()).toList();
        for (Known one : all) {
            if (!one.head().isEmpty()) {
                String letter = one.head().substring(0, 1);
                known.computeIfAbsent(
                        letter.charAt(0),
                        first -> all.stream()
                                .filter(it -> it.head().isEmpty() || it.head().startsWith(letter))
                                .toList());
            }
        }
    }

    private static Known known(String key, String text) {
        List<Integer> places = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int at = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(text.substring(at, place.start()))).append("(.+?)");
            places.add(Integer.valueOf(place.group(1)));
            at = place.end();
        }
        String tail = text.substring(at);
        pattern.append(Pattern.quote(tail));
        String head = PLACE.split(text, 2)[0];
        return new Known(key, head, tail, Pattern.compile(pattern.toString(), Pattern.DOTALL), places);
    }

    String in(Lang lang, String text) {
        return whole(lang, text).orElseGet(() -> {
            String[] sentences = SENTENCE.split(text);
            if (sentences.length == 1) {
                return text;
            }
            List<String> said = new ArrayList<>();
            for (String it : sentences) {
                said.add(whole(lang, it).orElse(it));
            }
            return String.join(" ", said);
        });
    }

    private Optional<String> whole(Lang lang, String text) {
        List<Known> beginning = text.isEmpty() ? anyLetter : known.getOrDefault(text.charAt(0), anyLetter);
        for (Known it : beginning) {
            Matcher found = it.in(text).orElse(null);
            if (found != null) {
                Object[] values = new Object[10];
                for (int i = 0; i < it.places().size(); i++) {
                    values[it.places().get(i)] = value(lang, found.group(i + 1));
                }
                if (COUNTRIES.contains(it.key())) {
                    values[0] = lang.country(found.group(1));
                }
                return Optional.of(lang.t(it.key(), values));
            }
        }
        return Optional.empty();
    }

    private String value(Lang lang, String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return day(lang, day);
        } else if (text.matches("[A-Z]{3} -?\\d+(\\.\\d+)?")) {
            return lang.money(Money.parse(text));
        }
        return whole(lang, text).orElseGet(() -> lang.name(text));
    }

    /** The library names days without a year; the nearest one is meant. */
    private static String day(Lang lang, Matcher found) {
        try {
            LocalDate today = LocalDate.now(StoreClock.CLOCK);
            LocalDate day = MonthDay.parse(found.group(1), MONTH_DAY).atYear(today.getYear());
            LocalDate meant = day.isBefore(today.minusMonths(6)) ? day.plusYears(1) : day;
            String said = lang.figures().day(meant, today);
            return found.group(2) == null ? said : lang.t("day.moment", said, found.group(2));
        } catch (DateTimeException noDay) {
            return found.group();
        }
    }
}
