package io.tradewind.commerce.catalog;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Turns a proposed product into what would be stored, and lists everything wrong with it at once. Pure: knows the
 * product as it was, not the database.
 */
final class ProductCheck {
    static final Pattern SLUG = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{1,120}");
    static final String SLUG_RULE = "1 to 120 letters, digits, - and _";
    static final long MOST_MINOR = 1_000_000_000_000L;
    private static final int MOST_VARIANTS = 2000;
    private static final int MOST_PICTURES = 250;
    private static final int MOST_TAGS = 250;
    private static final int MOST_CATEGORIES = 50;
    private static final int MOST_GRAMS = 10_000_000;
    private static final Duration LONGEST_MAKING = Duration.ofDays(365);
    private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9._/@+-]+");

    /** What would be stored, and why it must not be; the draft means nothing if there are faults. */
    record Checked(Draft draft, List<Fault> faults) {}

    private final CurrencyUnit currency;
    private final List<Fault> faults = new ArrayList<>();

    private ProductCheck(CurrencyUnit currency) {
        this.currency = currency;
    }

    static Checked check(NewProduct given, Optional<Product> before, CurrencyUnit currency) {
        ProductCheck check = new ProductCheck(currency);
        Draft draft = check.draft(given, before);
        return new Checked(draft, List.copyOf(check.faults));
    }

    /** The slug it would have; not checked. */
    static String slugOf(NewProduct given) {
        return given.slug()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .orElseGet(() -> CleanText.slug(given.title()));
    }

    /** How option values are compared: case does not count. */
    static String optionKey(List<String> options) {
        return String.join("\u001f", options).toLowerCase(Locale.ROOT);
    }

    private Draft draft(NewProduct given, Optional<Product> before) {
        String slug = slugOf(given);
        if (!SLUG.matcher(slug).matches()) {
            fault("slug", -1, slug, SLUG_RULE);
        }
        List<String> options = options(given.options());
        return new Draft(
                slug,
                text("title", -1, given.title(), 1, 255),
                html(given.descriptionHtml()),
                text("vendor", -1, given.vendor(), 0, 120),
                text("type", -1, given.type(), 0, 120),
                tags(given.tags()),
                options,
                variants(slug, options, given.variants(), before),
                pictures(given.pictures()),
                categories(given.categories()),
                given.engraving().map(this::engraving),
                given.giftWrap().map(this::giftWrap),
                duration("makingTime", given.makingTime()));
    }

    private String html(String given) {
        if (given.length() > 60_000) {
            fault("description", -1, given, "at most 60000 characters");
            return "";
        }
        CleanText.firstForbidden(given, "\t\n\r")
                .ifPresent(it -> fault("description", -1, given, "text without the control character " + it));
        String clean = CleanText.html(given);
        if (clean.length() > 60_000) {
            fault("description", -1, given, "at most 60000 characters when cleaned");
        }
        return clean;
    }

    private List<String> tags(List<String> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String tag = text("tag", i, given.get(i), 0, 80);
            if (!tag.isEmpty()) {
                tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
            }
        }
        if (tags.size() > MOST_TAGS) {
            fault("tag", MOST_TAGS, tags.size() + " tags", "at most " + MOST_TAGS);
        }
        return List.copyOf(tags.values());
    }

    private List<String> options(List<String> given) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = text("option", i, given.get(i), 1, 60);
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                fault("option", i, name, "a name that no other option has");
            }
            names.add(name);
        }
        if (names.size() > 3) {
            fault("option", 3, names.get(3), "at most three options");
        }
        return names;
    }

    private List<Variant> variants(
            String slug, List<String> options, List<NewVariant> given, Optional<Product> before) {
        if (given.isEmpty() || given.size() > MOST_VARIANTS) {
            fault("variant", -1, given.size() + " variants", "1 to " + MOST_VARIANTS);
        }
        Map<String, String> known = new HashMap<>();
        before.ifPresent(product -> product.variants()
                .forEach(it -> known.put(optionKey(it.options()), it.sku().value())));
        Map<String, Integer> bySku = new HashMap<>();
        Map<String, Integer> byOptions = new HashMap<>();
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            given.get(i).sku().ifPresent(it -> bySku.putIfAbsent(it.strip(), -1));
        }
        for (int i = 0; i < given.size(); i++) {
            NewVariant variant = given.get(i);
            List<String> values = values(i, options, variant.options());
            Integer twin = byOptions.putIfAbsent(optionKey(values), i);
            if (twin != null) {
                String combination = values.isEmpty() ? "no options" : String.join(" / ", values);
                fault("variant.options", i, combination, "other options than variant " + (twin + 1));
            }
            String number = variant.sku().map(String::strip).orElseGet(() -> generated(slug, values, known, bySku));
            Integer other = bySku.put(number, i);
            if (other != null && other >= 0) {
                fault("variant.sku", i, number, "another number than variant " + (other + 1));
            }
            variants.add(variant(i, number, values, variant));
        }
        return variants;
    }

    private static String generated(
            String slug, List<String> values, Map<String, String> known, Map<String, Integer> taken) {
        String before = known.get(optionKey(values));
        if (before != null && !taken.containsKey(before)) {
            return before;
        }
        return GeneratedSku.of(slug, values, it -> taken.containsKey(it) || known.containsValue(it));
    }

    private List<String> values(int index, List<String> options, List<String> given) {
        List<String> values = new ArrayList<>();
        for (String value : given) {
            values.add(text("variant.options", index, value, 1, 100));
        }
        if (given.size() != options.size()) {
            fault("variant.options", index, String.join(" / ", given), "one value for each of " + options);
        }
        while (values.size() < options.size()) { // so that what reads the draft finds a value for each option
            values.add("");
        }
        return values;
    }

    private Variant variant(int i, String number, List<String> values, NewVariant it) {
        Sku sku = Sku.isValid(number) ? new Sku(number) : new Sku("?");
        if (!Sku.isValid(number)) {
            fault("variant.sku", i, number, Sku.RULE);
        }
        if (it.grams() < 0 || it.grams() > MOST_GRAMS) {
            fault("variant.grams", i, String.valueOf(it.grams()), "0 to " + MOST_GRAMS);
        }
        it.preorder()
                .filter(preorder -> preorder.cap() < 1 || preorder.cap() > 1_000_000)
                .ifPresent(preorder ->
                        fault("variant.preorder", i, String.valueOf(preorder.cap()), "a cap of 1 to 1000000"));
        return new Variant(
                sku,
                values,
                money("variant.price", i, it.price()),
                it.compareAt().filter(amount -> !amount.isZero()).map(amount -> money("variant.compareAt", i, amount)),
                it.grams(),
                it.taxable(),
                text("variant.taxCategory", i, it.taxCategory(), it.taxable() ? 1 : 0, 40),
                it.requiresShipping(),
                it.express(),
                it.preorder().map(pre -> new Preorder(pre.shipsOn().truncatedTo(ChronoUnit.MICROS), pre.cap())),
                text("variant.barcode", i, it.barcode(), 0, 40),
                it.picture().isEmpty() ? "" : source("variant.picture", i, it.picture()));
    }

    private List<Picture> pictures(List<Picture> given) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String source = source("picture.source", i, given.get(i).source());
            pictures.putIfAbsent(
                    source,
                    new Picture(source, text("picture.alt", i, given.get(i).alt(), 0, 500)));
        }
        if (pictures.size() > MOST_PICTURES) {
            fault("picture.source", MOST_PICTURES, pictures.size() + " pictures", "at most " + MOST_PICTURES);
        }
        return List.copyOf(pictures.values());
    }

    /** Pictures are shown from where they are, so an address must be one a browser loads and cannot run. */
    private String source(String field, int index, String given) {
        String source = text(field, index, given, 1, 1000);
        String lower = source.toLowerCase(Locale.ROOT);
        boolean web = (lower.startsWith("https://") || lower.startsWith("http://")) && source.indexOf(' ') < 0;
        boolean blob = BLOB.matcher(source).matches() && !source.contains("..") && !source.startsWith("/");
        if (!source.isEmpty() && !web && !blob) {
            fault(field, index, source, "an http or https address without blanks, or a plain file name");
        }
        return source;
    }

    private List<String> categories(List<String> given) {
        TreeSet<String> slugs = new TreeSet<>();
        given.forEach(it -> slugs.add(it.strip().toLowerCase(Locale.ROOT)));
        if (slugs.size() > MOST_CATEGORIES) {
            fault("category", -1, slugs.size() + " categories", "at most " + MOST_CATEGORIES);
        }
        return List.copyOf(slugs);
    }

    private EngravingSpec engraving(EngravingSpec it) {
        if (it.maxGraphemes() < 1 || it.maxGraphemes() > 200) {
            fault("engraving.maxGraphemes", -1, String.valueOf(it.maxGraphemes()), "1 to 200");
        }
        if (it.lines() < 1 || it.lines() > 10) {
            fault("engraving.lines", -1, String.valueOf(it.lines()), "1 to 10");
        }
        if (it.allowedGlyphs().length() > 1000) {
            fault("engraving.allowedGlyphs", -1, it.allowedGlyphs(), "at most 1000 characters");
        }
        CleanText.firstForbidden(it.allowedGlyphs(), "")
                .ifPresent(bad -> fault("engraving.allowedGlyphs", -1, it.allowedGlyphs(), "holds " + bad));
        return new EngravingSpec(
                it.maxGraphemes(),
                it.lines(),
                it.allowedGlyphs(),
                money("engraving.price", -1, it.price()),
                duration("engraving.leadTime", it.leadTime()),
                it.returnable());
    }

    private GiftWrapSpec giftWrap(GiftWrapSpec it) {
        if (it.messageMax() < 0 || it.messageMax() > 1000) {
            fault("giftWrap.messageMax", -1, String.valueOf(it.messageMax()), "0 to 1000");
        }
        return new GiftWrapSpec(money("giftWrap.price", -1, it.price()), it.messageMax());
    }

    private Duration duration(String field, Duration given) {
        if (given.isNegative() || given.compareTo(LONGEST_MAKING) > 0) {
            fault(field, -1, given.toString(), "zero to 365 days");
            return Duration.ZERO;
        }
        return Duration.ofSeconds(given.toSeconds());
    }

    private Money money(String field, int index, Money given) {
        if (!given.getCurrencyUnit().equals(currency)) {
            fault(field, index, given.toString(), "an amount in " + currency);
        } else if (given.isNegative() || given.getAmountMinor().longValue() > MOST_MINOR) {
            fault(field, index, given.toString(), "zero to " + Money.ofMinor(currency, MOST_MINOR));
        }
        return given;
    }

    private String text(String field, int index, String given, int least, int most) {
        String text = given.strip();
        if (text.length() < least || text.length() > most) {
            fault(
                    field,
                    index,
                    text,
                    least == 0 ? "at most " + most + " characters" : least + " to " + most + " characters");
        }
        CleanText.firstForbidden(text, "")
                .ifPresent(it -> fault(field, index, text, "text without the control character " + it));
        return text;
    }

    private void fault(String field, int index, String value, String rule) {
        faults.add(new Fault(field, index, value, rule));
    }
}
