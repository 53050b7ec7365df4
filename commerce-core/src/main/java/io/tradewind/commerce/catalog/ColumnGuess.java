package io.tradewind.commerce.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the columns of a file may mean, by the names that shops give them in English and German. */
final class ColumnGuess {
    private static final Map<String, Column> WORDS = words();

    private ColumnGuess() {}

    private static Map<String, Column> words() {
        Map<String, Column> words = new HashMap<>();
        put(words, Column.HANDLE, "slug", "url handle", "url key", "permalink");
        put(words, Column.TITLE, "name", "product", "product name", "product title", "bezeichnung", "produktname");
        put(words, Column.TITLE, "artikelname", "titel");
        put(words, Column.BODY, "body", "description", "product description", "description html", "beschreibung");
        put(words, Column.VENDOR, "brand", "manufacturer", "hersteller", "marke");
        put(words, Column.TYPE, "product type", "category", "kategorie", "warengruppe");
        put(words, Column.TAGS, "keywords", "schlagworte", "stichworte");
        put(words, Column.PUBLISHED, "visible", "active", "sichtbar", "published on online store");
        put(words, Column.SKU, "sku", "article number", "item number", "artikelnummer", "artikel nr", "art nr");
        put(words, Column.PRICE, "price", "sale price", "preis", "verkaufspreis", "vk");
        put(words, Column.COMPARE_AT, "compare at price", "list price", "regular price", "uvp", "streichpreis");
        put(words, Column.GRAMS, "grams", "weight", "weight grams", "gewicht", "gewicht g");
        put(words, Column.QUANTITY, "quantity", "qty", "stock", "inventory", "inventory quantity", "bestand", "menge");
        put(words, Column.TAXABLE, "taxable", "charge tax", "steuerpflichtig");
        put(words, Column.REQUIRES_SHIPPING, "requires shipping", "versandpflichtig");
        put(words, Column.BARCODE, "barcode", "ean", "gtin", "upc", "strichcode");
        put(words, Column.IMAGE, "image", "image url", "picture", "photo", "product image url", "bild", "bild url");
        put(words, Column.IMAGE_ALT, "image alt", "alt text", "bildbeschreibung");
        put(words, Column.VARIANT_IMAGE, "variant image url");
        for (int i = 0; i < 3; i++) {
            int number = i + 1;
            put(words, Column.optionName(i), "option " + number + " name", "option" + number);
            put(words, Column.optionValue(i), "option " + number + " value", "value" + number);
        }
        for (Column it : Column.values()) {
            words.put(plain(it.title()), it);
        }
        return Map.copyOf(words);
    }

    private static void put(Map<String, Column> words, Column column, String... names) {
        for (String name : names) {
            words.put(name, column);
        }
    }

    /** A field for each header, {@code ""} for those that mean nothing to us; each field once, the exact name first. */
    static List<String> fields(List<String> headers) {
        Set<Column> taken = EnumSet.noneOf(Column.class);
        headers.forEach(it -> Column.named(it).ifPresent(taken::add));
        Set<Column> exact = EnumSet.copyOf(taken.isEmpty() ? EnumSet.noneOf(Column.class) : taken);
        List<String> fields = new ArrayList<>();
        for (String header : headers) {
            Optional<Column> named = Column.named(header);
            if (named.isPresent()) {
                fields.add(
                        exact.remove(named.orElseThrow()) ? named.orElseThrow().title() : "");
            } else {
                Column like = WORDS.get(plain(header));
                fields.add(like != null && taken.add(like) ? like.title() : "");
            }
        }
        return fields;
    }

    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
