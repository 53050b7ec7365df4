package io.tradewind.commerce.app.sample;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.joda.money.Money;

/** The 36 sample products, from {@code sample/catalog.csv} and {@code sample/words.properties}. */
final class SampleCatalog {
    static final List<String> SHELVES = List.of("Drinkware", "Desk", "Wear", "Sound", "Home", "Coffee");

    private static final Money ENGRAVING = Money.parse("EUR 5.00");
    private static final GiftWrapSpec WRAP = new GiftWrapSpec(Money.parse("EUR 3.50"), 200);
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßéèêáàâíîóôúûçñ -'";
    private static final Map<String, String> BOTTLE_PRICES =
            Map.of("500 ml", "29.00", "750 ml", "34.00", "1 l", "39.00");
    private static final Map<String, Integer> GRAMS =
            Map.of("Drinkware", 420, "Desk", 260, "Wear", 240, "Sound", 900, "Home", 800, "Coffee", 280);

    private SampleCatalog() {}

    /** Categories and products; what is there already stays as it is. */
    static void fill(Shop staff, SampleDates dates) {
        for (int i = 0; i < SHELVES.size(); i++) {
            String name = SHELVES.get(i);
            staff.catalog().category(name.toLowerCase(Locale.ROOT), name, Optional.empty(), i + 1);
        }
        Properties words = words();
        for (SampleProduct row : rows()) {
            staff.catalog().publish(product(row, words, dates));
        }
    }

    private static NewProduct product(SampleProduct row, Properties words, SampleDates dates) {
        NewProduct product = NewProduct.named(row.name())
                .slug(row.slug())
                .descriptionHtml(words.getProperty(row.slug(), ""))
                .vendor("Juniper & Jet")
                .type(row.category())
                .category(row.category().toLowerCase(Locale.ROOT))
                .options(options(row).toArray(String[]::new));
        product.tags(alsoCalled(row, words));
        row.colours().forEach(colour -> product.picture(row.pictureOf(colour), row.name() + ", " + colour));
        for (String colour : row.colours()) {
            for (String value : row.values().isEmpty() ? List.of("") : row.values()) {
                product.variant(variant(row, colour, value, dates));
            }
        }
        engraving(row).ifPresent(spec -> product.engraving(spec).tag("engraving"));
        if (row.giftWrap()) {
            product.giftWrap(WRAP).tag("gift wrap");
        }
        if (row.express()) {
            product.tag("24 h");
        }
        if (row.was().isPresent()) {
            product.tag("sale");
        }
        if (dates.release(row.slug()).isPresent()) {
            product.tag("pre-order");
        }
        if (row.slug().equals("guest-book")) {
            product.makingTime(Duration.ofDays(3));
        }
        return product;
    }

    /** What a search finds it under, beside its own name: its names in the other languages, and words within those. */
    private static List<String> alsoCalled(SampleProduct row, Properties words) {
        String within = words.getProperty(row.slug() + ".found", "");
        return Stream.concat(
                        Lang.ALL.stream().map(it -> it.name(row.name())),
                        Stream.of(within.split(", ")).filter(it -> !it.isEmpty()))
                .filter(it -> !it.equals(row.name()))
                .distinct()
                .toList();
    }

    private static List<String> options(SampleProduct row) {
        List<String> names = new ArrayList<>();
        if (row.colourful()) {
            names.add("Colour");
        }
        if (!row.values().isEmpty()) {
            names.add(row.option());
        }
        return names;
    }

    private static NewVariant variant(SampleProduct row, String colour, String value, SampleDates dates) {
        List<String> chosen = new ArrayList<>();
        if (row.colourful()) {
            chosen.add(colour);
        }
        if (!value.isEmpty()) {
            chosen.add(value);
        }
        NewVariant variant = NewVariant.of(row.sku(colour, value), price(row, value))
                .choosing(chosen.toArray(String[]::new))
                .grams(GRAMS.getOrDefault(row.category(), 0))
                .picture(row.pictureOf(colour));
        if (row.vat() == 0) {
            variant = variant.untaxed().notShipped();
        } else if (row.vat() == 7) {
            variant = variant.taxCategory("reduced");
        }
        if (row.was().isPresent()) {
            variant = variant.compareAt(Money.parse("EUR " + row.was().get()));
        }
        if (row.express()) {
            variant = variant.byExpress();
        }
        Optional<Instant> release = dates.release(row.slug());
        return release.isPresent() ? variant.preorder(release.get(), dates.cap(row.slug())) : variant;
    }

    private static Money price(SampleProduct row, String value) {
        if (row.slug().equals("trail-bottle")) {
            return Money.parse("EUR " + BOTTLE_PRICES.getOrDefault(value, row.price()));
        } else if (value.startsWith("€")) {
            return Money.parse("EUR " + value.substring(1));
        }
        return Money.parse("EUR " + row.price());
    }

    private static Optional<EngravingSpec> engraving(SampleProduct row) {
        if (row.engraving().isEmpty()) {
            return Optional.empty();
        }
        String[] size = row.engraving().split("x");
        String glyphs = row.slug().equals("childrens-bottle") ? LETTERS : EngravingSpec.LATIN + "’–♥";
        return Optional.of(new EngravingSpec(
                Integer.parseInt(size[1]), Integer.parseInt(size[0]), glyphs, ENGRAVING, Duration.ofHours(2), false));
    }

    /** The rows of the file. */
    static List<SampleProduct> rows() {
        String text = text("/sample/catalog.csv");
        return text.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> SampleProduct.read(cells(line)))
                .toList();
    }

    private static Properties words() {
        Properties words = new Properties();
        try {
            words.load(new StringReader(text("/sample/words.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static String text(String resource) {
        try (InputStream in = SampleCatalog.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our own file has quotes, but no quotes in quotes and no line ends. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
