package io.tradewind.commerce.app.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The console's sentences in another language, by what they are in English. <code>{0}</code> in a sentence stands for a
 * value, which is said in that language too where it is known. Immutable, safe for many threads.
 */
final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.;!?]) (?=[\\p{Lu}\\p{Sc}0-9‘’“])");
    private static final Pattern PHRASE = Pattern.compile(" \\p{Ll}+ ");
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\d-])\\p{Ll}{2,}(?![\\p{L}\\d-])");
    private static final Pattern ONE_WORD = Pattern.compile("\\p{L}+ ");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int DEEP = 4;
    private static final int FEW = 12;

    private final Lang lang;
    private final Values values;
    private final Map<String, String> known = new HashMap<>();
    private final List<Shape> shapes;

    /**
     * A sentence with values: how it begins and ends, for a first look, and the whole. Of values in quotes is known that
     * somebody wrote them.
     */
    private record Shape(
            String head,
            String tail,
            int letters,
            Pattern pattern,
            List<Integer> places,
            Set<Integer> quoted,
            String text) {
        Optional<Matcher> fits(String said) {
            if (said.length() < head.length() + tail.length() || !said.startsWith(head) || !said.endsWith(tail)) {
                return Optional.empty();
            }
            Matcher found = pattern.matcher(said);
            return found.matches() ? Optional.of(found) : Optional.empty();
        }
    }

    private Sentences(Lang lang, Map<String, String> texts) {
        this.lang = lang;
        this.values = new Values(lang);
        List<Shape> found = new ArrayList<>();
        texts.forEach((english, text) -> {
            known.put(english, text);
            if (PLACE.matcher(english).find()) {
                found.add(shape(english, text));
            }
        });
        found.sort(Comparator.comparing(Shape::letters).reversed());
        this.shapes = List.copyOf(found);
    }

    /** The sentences of a language; none for the one they are written in. */
    static Sentences of(Lang lang) {
        try (InputStream in = Sentences.class.getResourceAsStream("/words/console." + lang.tag() + ".po")) {
            if (in == null) {
                return new Sentences(lang, Map.of());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Sentences(lang, PoFile.read(lines.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shape shape(String english, String text) {
        List<Integer> places = new ArrayList<>();
        Set<Integer> quoted = new HashSet<>();
        StringBuilder pattern = new StringBuilder();
        Matcher place = PLACE.matcher(english);
        int at = 0;
        int start = 0;
        while (place.find()) {
            start = places.isEmpty() ? place.start() : start;
            pattern.append(Pattern.quote(english.substring(at, place.start()))).append("(.+?)");
            places.add(Integer.valueOf(place.group(1)));
            if (english.startsWith("“", place.start() - 1)) {
                quoted.add(places.size());
            }
            at = place.end();
        }
        pattern.append(Pattern.quote(english.substring(at)));
        return new Shape(
                english.substring(0, start),
                english.substring(at),
                PLACE.matcher(english).replaceAll("").length(),
                Pattern.compile(pattern.toString(), Pattern.DOTALL),
                List.copyOf(places),
                quoted,
                text);
    }

    /** True if there is anything to say in that language. */
    boolean any() {
        return !known.isEmpty();
    }

    /** A decimal number as it stands in a field. */
    String decimal(String text) {
        return values.decimal(text);
    }

    /** True if this very text is one of them. */
    boolean knows(String text) {
        return known.containsKey(text);
    }

    /** The text in that language; what is not known stays as it is. */
    String say(String text) {
        return whole(text, 0).orElse(text);
    }

    /** The text in that language; empty if it is not known. */
    Optional<String> whole(String text) {
        return whole(text, 0);
    }

    private Optional<String> whole(String text, int deep) {
        String exact = known.get(text);
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<String> value = values.said(text);
        if (value.isPresent() || deep > DEEP || text.isBlank()) {
            return value;
        }
        return shaped(text, deep, true)
                .or(() -> library(text))
                .or(() -> parts(text, " · ", deep))
                .or(() -> parts(text, ", ", deep))
                .or(() -> sentences(text, deep, true))
                .or(() -> shaped(text, deep, false))
                .or(() -> sentences(text, deep, false));
    }

    /** First those sentences count whose values are values: none of them holds words of ours that nobody knows. */
    private Optional<String> shaped(String text, int deep, boolean strict) {
        for (Shape shape : shapes) {
            Optional<String> said = shape.fits(text).flatMap(it -> filled(shape, it, deep, strict));
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    /** Few words around a value that is a sentence itself fit by chance, as does the first word of a list. */
    private Optional<String> filled(Shape shape, Matcher fits, int deep, boolean strict) {
        Object[] found = new Object[10];
        for (int i = 0; i < shape.places().size(); i++) {
            String value = fits.group(i + 1);
            boolean quoted = shape.quoted().contains(i + 1);
            boolean lost = !shape.text().contains("{" + shape.places().get(i))
                    && !NUMBER.matcher(value).matches();
            boolean listed = ONE_WORD.matcher(shape.head()).matches()
                    && shape.tail().isEmpty()
                    && value.contains(", ")
                    && values.said(value).isEmpty();
            if (lost || (!quoted && (listed || isSeveral(value, strict || shape.letters() < FEW, strict)))) {
                return Optional.empty();
            }
            Optional<String> said = quoted ? Optional.of(value) : whole(value, deep + 1);
            if (said.isEmpty()
                    && (strict
                            ? isPhrase(value)
                            : shape.letters() < FEW && PHRASE.matcher(value).find())) {
                return Optional.empty();
            }
            found[shape.places().get(i)] = said.orElse(value);
        }
        return Optional.of(lang.filled(shape.text(), found));
    }

    /** True if the value is not one value but what other parts or sentences of the text have beside it. */
    private static boolean isSeveral(String value, boolean parts, boolean sentences) {
        return (parts && (value.contains(" · ") || value.startsWith("· ") || value.endsWith(" ·")))
                || (sentences && SENTENCE.matcher(value).find());
    }

    private static boolean isPhrase(String value) {
        return value.contains(" · ") || WORD.matcher(value).find();
    }

    /** Parts that stand beside each other; at least one of them must be known, and of a plain list all. */
    private Optional<String> parts(String text, String between, int deep) {
        if (!text.contains(between)) {
            return Optional.empty();
        }
        List<String> parts = List.of(text.split(Pattern.quote(between), -1));
        if (!parts.stream().allMatch(Sentences::isWhole)) {
            return Optional.empty();
        }
        List<Optional<String>> said =
                parts.stream().map(it -> whole(it, deep + 1)).toList();
        long unknown = said.stream().filter(Optional::isEmpty).count();
        if (unknown == parts.size() || (between.equals(", ") && unknown > 0)) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            all.add(said.get(i).orElse(lang.isolated(parts.get(i))));
        }
        return Optional.of(String.join(between.equals(", ") ? lang.t("list.comma") : between, all));
    }

    /** False if it was cut out of what somebody wrote. */
    private static boolean isWhole(String part) {
        return part.chars().filter(it -> it == '“').count()
                == part.chars().filter(it -> it == '”').count();
    }

    private Optional<String> library(String text) {
        if (text.contains(" · ")) {
            return Optional.empty();
        }
        String said = lang.core(text);
        return said.equals(text) || isHalf(text, said) ? Optional.empty() : Optional.of(said);
    }

    /** True if most of its words were left as they are: what was known of it fitted by chance. */
    private static boolean isHalf(String text, String said) {
        List<String> words =
                WORD.matcher(text).results().map(MatchResult::group).toList();
        Set<String> left = WORD.matcher(said).results().map(MatchResult::group).collect(Collectors.toSet());
        return words.size() > 1 && words.stream().filter(left::contains).count() * 2 >= words.size();
    }

    private Optional<String> sentences(String text, int deep, boolean strict) {
        List<String> all = List.of(SENTENCE.split(text));
        if (all.size() < 2 || !all.stream().allMatch(Sentences::isWhole)) {
            return Optional.empty();
        }
        List<Optional<String>> said =
                all.stream().map(it -> whole(it, deep + 1)).toList();
        long unknown = said.stream().filter(Optional::isEmpty).count();
        if (unknown == all.size() || (strict && unknown > 0)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            parts.add(said.get(i).orElse(all.get(i)));
        }
        return Optional.of(String.join(" ", parts));
    }
}
