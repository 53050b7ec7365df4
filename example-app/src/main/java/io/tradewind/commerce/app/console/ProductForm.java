package io.tradewind.commerce.app.console;

import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Picture;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductOption;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variant;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads a product out of the editor's fields. */
final class ProductForm {
    private static final int OPTIONS = 3;
    private static final int MOST_VARIANTS = 200;

    private final Form form;
    private final CurrencyUnit currency;

    ProductForm(Form form, CurrencyUnit currency) {
        this.form = form;
        this.currency = currency;
    }

    /** A product with a variant for each combination of the option values. */
    NewProduct fresh() {
        List<String> names = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        for (int i = 1; i <= OPTIONS; i++) {
            List<String> some = list(form.text("values" + i));
            if (!form.text("option" + i).isEmpty() && !some.isEmpty()) {
                names.add(form.text("option" + i));
                values.add(some);
            }
        }
        Money price = form.money("price", "The price", currency);
        List<List<String>> all = combinations(values);
        if (all.size() > MOST_VARIANTS) {
            throw new Declined(
                    "That makes " + all.size() + " variants. At most " + MOST_VARIANTS + " fit; use fewer values.");
        }
        String slug = slug();
        String pattern = form.text("pattern").isEmpty() ? slug.toUpperCase(Locale.ROOT) : form.text("pattern");
        NewProduct product = about(slug).options(names.toArray(String[]::new));
        all.forEach(it -> product.variant(NewVariant.of(sku(pattern, it), price).choosing(it.toArray(String[]::new))));
        return product;
    }

    /** Its name in addresses; made of the title if that field was left empty. */
    String slug() {
        String slug = form.text("slug").isEmpty()
                ? proposed(form.words("title", "The title", 300))
                : form.text("slug").toLowerCase(Locale.ROOT);
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*") || slug.length() > 100) {
            throw Declined.at("slug", "The address: a-z, 0-9 and single dashes, like stoneware-mug.");
        }
        return slug;
    }

    /** Empty for a title in letters that no address can hold: somebody has to find its name. */
    private static String proposed(String title) {
        String letters = title.toLowerCase(Locale.ROOT).replace("ß", "ss");
        String plain = Normalizer.normalize(letters, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        if (plain.codePoints().anyMatch(it -> it > 'z' && Character.isLetter(it))) {
            return "";
        }
        String joined = plain.replaceAll("[^a-z0-9]+", "-");
        return joined.substring(0, Math.min(80, joined.length())).replaceAll("^-|-$", "");
    }

    /** {@code TEE-{1}-{2}} with the option values; values that the pattern does not name are added at its end. */
    private static Sku sku(String pattern, List<String> values) {
        String text = pattern;
        for (int i = 0; i < values.size(); i++) {
            String part = values.get(i)
                    .toUpperCase(Locale.ROOT)
                    .replaceAll("[^A-Z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            String place = "{" + (i + 1) + "}";
            text = text.contains(place) ? text.replace(place, part) : text + "-" + part;
        }
        if (!text.matches("[ -~]{1,40}")) {
            throw Declined.at(
                    "pattern",
                    "The number “" + text + "” has " + text.length() + " characters. 1 to 40 plain ones fit.");
        }
        return Sku.of(text);
    }

    private static List<List<String>> combinations(List<List<String>> values) {
        List<List<String>> all = new ArrayList<>(List.of(List.of()));
        for (List<String> some : values) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : all) {
                for (String one : some) {
                    List<String> next = new ArrayList<>(begun);
                    next.add(one);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    /** The product as it shall be: what the fields say, and the rest as it was. */
    NewProduct changed(Product product) {
        NewProduct changed = about(product.slug())
                .options(product.options().stream().map(ProductOption::name).toArray(String[]::new))
                .makingTime(product.makingTime());
        for (Variant variant : product.variants()) {
            if (!form.ticked("remove-" + variant.sku())) {
                changed.variant(changed(variant));
            }
        }
        if (!form.text("new-sku").isEmpty()) {
            changed.variant(added(product));
        }
        engraving(product).ifPresent(changed::engraving);
        giftWrap().ifPresent(changed::giftWrap);
        pictures(product).forEach(it -> changed.picture(it.source(), it.alt()));
        return changed;
    }

    private NewProduct about(String slug) {
        return NewProduct.named(form.words("title", "The title", 300))
                .slug(slug)
                .descriptionHtml(form.text("description"))
                .vendor(form.text("vendor"))
                .type(form.text("type"))
                .tags(list(form.text("tags")))
                .categories(list(form.text("categories")));
    }

    /** Fields that were not sent leave a variant as it is. */
    private NewVariant changed(Variant variant) {
        String key = variant.sku().value();
        NewVariant changed = NewVariant.copyOf(variant);
        if (!form.text("all-price").isEmpty()) {
            changed = changed.price(form.money("all-price", "The price of all", currency));
        } else if (form.sent("price-" + key)) {
            changed = changed.price(form.money("price-" + key, "The price of " + key, currency));
        }
        if (form.sent("grams-" + key)) {
            changed = changed.grams(form.number("grams-" + key, "The weight of " + key, 0, 1_000_000, 0));
        }
        if (form.sent("barcode-" + key)) {
            changed = changed.barcode(form.text("barcode-" + key));
        }
        if (form.sent("was-" + key)) {
            changed = form.text("was-" + key).isEmpty()
                    ? withoutWas(changed)
                    : changed.compareAt(form.money("was-" + key, "The price before of " + key, currency));
        }
        return changed;
    }

    private static NewVariant withoutWas(NewVariant it) {
        return new NewVariant(
                it.sku(),
                it.options(),
                it.price(),
                Optional.empty(),
                it.grams(),
                it.taxable(),
                it.taxCategory(),
                it.requiresShipping(),
                it.express(),
                it.preorder(),
                it.barcode(),
                it.picture());
    }

    private NewVariant added(Product product) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < product.options().size(); i++) {
            values.add(form.words("new-" + i, product.options().get(i).name() + " of the new variant", 100));
        }
        return NewVariant.of(sku(form.text("new-sku"), List.of()), form.money("new-price", "Its price", currency))
                .choosing(values.toArray(String[]::new));
    }

    private Optional<EngravingSpec> engraving(Product product) {
        if (!form.ticked("engraving")) {
            return Optional.empty();
        }
        Optional<EngravingSpec> before = product.engraving();
        return Optional.of(new EngravingSpec(
                form.number("engraving-letters", "Letters in a line", 1, 200),
                form.number("engraving-lines", "Lines", 1, 10),
                before.map(EngravingSpec::allowedGlyphs).orElse(EngravingSpec.LATIN),
                form.money("engraving-price", "The price of engraving", currency),
                before.map(EngravingSpec::leadTime).orElse(Duration.ZERO),
                before.map(EngravingSpec::returnable).orElse(false)));
    }

    private Optional<GiftWrapSpec> giftWrap() {
        return form.ticked("gift")
                ? Optional.of(new GiftWrapSpec(
                        form.money("gift-price", "The price of gift wrap", currency),
                        form.number("gift-message", "Letters on the card", 0, 1000)))
                : Optional.empty();
    }

    private List<Picture> pictures(Product product) {
        List<Picture> all = new ArrayList<>();
        for (int i = 0; i < product.pictures().size(); i++) {
            if (!form.ticked("picture-remove-" + i)) {
                String alt = form.words("picture-alt-" + i, "What picture " + (i + 1) + " shows", 500);
                all.add(new Picture(product.pictures().get(i).source(), alt));
            }
        }
        int first = form.number("picture-first", "The first picture", 0, 99, 0);
        if (first > 0 && first < all.size()) {
            all.add(0, all.remove(first));
        }
        return all;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }
}
