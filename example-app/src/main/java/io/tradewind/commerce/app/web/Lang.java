package io.tradewind.commerce.app.web;

import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.error.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A language of the shop: its words from {@code words/shop.<tag>.properties}, its figures, and where its pages are. The
 * first of {@link #ALL} is the default, whose pages have no prefix and whose words stand in for missing ones. A further
 * language is one more file and its tag in the list. Immutable, safe for many threads.
 */
public final class Lang {
    private static final List<String> TAGS = List.of("en", "de", "ar");
    private static final int LONGEST_LIST = 200;
    /** Between a number and its word: {@code 24 Nov}, {@code 5 h}, {@code by 17:00}. */
    private static final Pattern LOOSE =
            Pattern.compile("(?<=\\d[.\\u2069]?) (?=\\p{L})|(?<=[\\p{L}.]) (?=[\\u2066-\\u2068]?\\d)");

    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})'(?=\\p{L})");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private static final Map<String, String> ENGLISH = read("en");
    private static final LibraryTexts LIBRARY = new LibraryTexts(ENGLISH);

    /** All languages, the default first. */
    public static final List<Lang> ALL = TAGS.stream().map(Lang::new).toList();

    /** The language of paths without a prefix. */
    public static final Lang DEFAULT = ALL.get(0);

    private final String tag;
    private final Map<String, String> words;
    private final PluralRule rule;
    private final Figures figures;

    private Lang(String tag) {
        this.tag = tag;
        this.words = tag.equals("en") ? ENGLISH : read(tag);
        this.rule = PluralRule.of(tag);
        this.figures = new Figures(this, Locale.forLanguageTag(tag));
    }

    private static Map<String, String> read(String tag) {
        try (InputStream in = Lang.class.getResourceAsStream("/words/shop." + tag + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("there is no words/shop." + tag + ".properties");
            }
            Properties file = new Properties();
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> words = new LinkedHashMap<>();
            file.forEach((key, text) -> words.put(key.toString(), text.toString()));
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The language that an {@code Accept-Language} likes best of those there are; the default if it is none or no list. */
    public static Lang liked(String wanted) {
        if (wanted.isBlank()) {
            return DEFAULT;
        }
        try {
            String list = wanted.substring(0, Math.min(LONGEST_LIST, wanted.length()));
            String tag = Locale.lookupTag(Locale.LanguageRange.parse(list), TAGS);
            return ALL.stream().filter(it -> it.tag.equals(tag)).findFirst().orElse(DEFAULT);
        } catch (IllegalArgumentException noList) {
            return DEFAULT;
        }
    }

    /** The language of a path, by its first part. */
    public static Lang of(String path) {
        return ALL.stream()
                .filter(it -> it != DEFAULT)
                .filter(it -> path.equals("/" + it.tag) || path.startsWith("/" + it.tag + "/"))
                .findFirst()
                .orElse(DEFAULT);
    }

    /** Such as {@code de}; for {@code lang} and {@code hreflang}. */
    public String tag() {
        return tag;
    }

    /** True if it is written from right to left. */
    public boolean rtl() {
        return tag.equals("ar");
    }

    /** {@code ltr} or {@code rtl}. */
    public String dir() {
        return rtl() ? "rtl" : "ltr";
    }

    /** What stands before its paths: {@code /de}, or nothing for the default. */
    public String prefix() {
        return tag.equals(TAGS.get(0)) ? "" : "/" + tag;
    }

    /** The path of that page in this language: {@code /cart} becomes {@code /de/cart}. */
    public String to(String path) {
        return prefix().isEmpty() ? path : path.equals("/") ? prefix() + "/" : prefix() + path;
    }

    /** The path without its language: {@code /de/cart} becomes {@code /cart}. */
    public static String bare(String path) {
        String prefix = of(path).prefix();
        String rest = path.substring(prefix.length());
        return rest.isEmpty() ? "/" : rest;
    }

    /** The keys of its file. */
    public Set<String> keys() {
        return words.keySet();
    }

    /** True if this language or the default knows that text. */
    public boolean knows(String key) {
        return words.containsKey(key) || ENGLISH.containsKey(key);
    }

    /** A text with its arguments. A key without a text is a mistake of ours and fails. */
    public String t(String key, Object... arguments) {
        return Message.fill(text(key), rule, index -> isolated(argument(arguments, index)));
    }

    /** A text of another file of this language, with its arguments. */
    String filled(String text, Object... arguments) {
        return Message.fill(text, rule, index -> isolated(argument(arguments, index)));
    }

    /** The same as markup: {@code *so*} is strong, everything else is escaped. */
    public String html(String key, Object... arguments) {
        String text = Message.fill(escape(text(key)), rule, index -> escape(isolated(argument(arguments, index))));
        return text.replaceAll("\\*([^*]+)\\*", "<strong class=\"num\">$1</strong>");
    }

    /** The word for a value of an enum: {@code state.parcel.LOST}. */
    public String word(String kind, Enum<?> value) {
        return t(kind + "." + value.name());
    }

    private String text(String key) {
        String text = words.get(key);
        if (text == null) {
            text = ENGLISH.get(key);
        }
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return text;
    }

    private static String argument(Object[] arguments, int index) {
        return index < arguments.length ? String.valueOf(arguments[index]) : "";
    }

    /**
     * What may be written in another direction must not turn the sentence around it. What was put together from such parts
     * is a sentence of this language: its direction cannot be told from what stands between them.
     */
    String isolated(String text) {
        if (!rtl() || text.isEmpty() || text.charAt(0) == '\u2066') {
            return text;
        }
        boolean ours = text.indexOf('\u2068') >= 0 || text.indexOf('\u2066') >= 0;
        return (ours ? "\u2067" : "\u2068") + text + "\u2069";
    }

    /** Codes, numbers and amounts read from left to right wherever they stand. */
    String ltr(String text) {
        return rtl() ? "\u2066" + text + "\u2069" : text;
    }

    /** What the library said, in this language. */
    public String core(String text) {
        String said = LIBRARY.in(this, text);
        return this == DEFAULT ? typeset(said) : said;
    }

    /** The library quotes as programs do. */
    private static String typeset(String english) {
        return QUOTED.matcher(APOSTROPHE.matcher(english).replaceAll("’")).replaceAll("“$1”");
    }

    /** What the library or the console said, in this language. */
    public String said(String text) {
        String found = LIBRARY.in(this, text);
        return found.equals(text) ? PageTongue.sentence(this, text) : found;
    }

    /** Why something was refused, in this language. */
    public String core(Refusal refusal) {
        return core(refusal.message());
    }

    /** A name from the catalog in this language, where the file knows it; else as it is. */
    public String name(String text) {
        String found = words.get("name." + text);
        return found == null ? text : found;
    }

    /** The same for programs: also what is put together of such names, as {@code Moss / 750 ml} and {@code Bottle, Moss}. */
    public String catalog(String text) {
        if (words.containsKey("name." + text)) {
            return name(text);
        }
        String between = text.contains(" / ") ? " / " : ", ";
        return text.contains(between)
                ? Arrays.stream(text.split(between)).map(this::catalog).collect(Collectors.joining(between))
                : text;
    }

    /** The language a name of the catalog is shown in, where it is another than the page's; null if it is the same. */
    public @Nullable String nameLang(String text) {
        return this == DEFAULT || words.containsKey("name." + text) ? null : DEFAULT.tag;
    }

    /** The names of a variant's values, such as {@code Moos / 750 ml}. */
    public String names(String variant) {
        return variant.isEmpty()
                ? ""
                : Arrays.stream(variant.split(" / "))
                        .map(it -> isolated(name(it)))
                        .collect(Collectors.joining(" / "));
    }

    /** The name of a country; its code where it has none. */
    public String country(String code) {
        String name = new Locale("", code).getDisplayCountry(Locale.forLanguageTag(tag));
        return name.isEmpty() ? code : name;
    }

    /** Some words in a sentence: {@code a, b and c}. */
    public String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        List<String> first = new ArrayList<>(parts.subList(0, parts.size() - 1));
        return t("list.and", String.join(t("list.comma"), first), parts.get(parts.size() - 1));
    }

    /** Its formatter. */
    public Figures figures() {
        return figures;
    }

    /** See {@link Figures#money}. */
    public String money(Money amount) {
        return figures.money(amount);
    }

    /** See {@link Figures#extra}. */
    public String extra(Money amount) {
        return figures.extra(amount);
    }

    /** See {@link Figures#whole}. */
    public String whole(Money amount) {
        return figures.whole(amount);
    }

    /** See {@link Figures#cost}. */
    public String cost(Money amount) {
        return figures.cost(amount);
    }

    /** See {@link Figures#day}; as {@link #tied}. */
    public String day(Instant at, ZoneId zone) {
        return tied(figures.day(at, zone));
    }

    /** See {@link Figures#time}. */
    public String time(Instant at, ZoneId zone) {
        return figures.time(at, zone);
    }

    /** See {@link Figures#moment}; as {@link #tied}. */
    public String moment(Instant at, ZoneId zone) {
        return tied(figures.moment(at, zone));
    }

    /** See {@link Figures#arrival}; as {@link #tied}. */
    public String arrival(Promise promise) {
        return tied(figures.arrival(promise));
    }

    /** See {@link Figures#arrivalWithin}; as {@link #tied}. */
    public String arrivalWithin(Promise promise) {
        return tied(figures.arrivalWithin(promise));
    }

    /** See {@link Figures#span}; as {@link #tied}. */
    public String span(Duration span) {
        return tied(figures.span(span));
    }

    /** A text for a page: no line ends between a number and the word it belongs to. */
    public String tied(String text) {
        return LOOSE.matcher(text).replaceAll("\u00a0");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return tag;
    }
}
