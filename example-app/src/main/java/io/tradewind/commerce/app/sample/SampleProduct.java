package io.tradewind.commerce.app.sample;

import io.tradewind.commerce.catalog.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One row of {@code sample/catalog.csv}, read.
 *
 * @param colours in their order; at least one
 * @param option what else a shopper chooses between, such as {@code Size}; empty for nothing
 * @param values of that option
 * @param was the higher price it is shown against; empty for none
 * @param engraving lines and characters, such as {@code 2x14}; empty for none
 * @param express whether it goes by 24-hour delivery
 */
record SampleProduct(
        String slug,
        String name,
        String picture,
        String category,
        List<String> colours,
        String option,
        List<String> values,
        String price,
        Optional<String> was,
        int vat,
        String engraving,
        boolean giftWrap,
        boolean express) {
    private static final Map<String, List<String>> RANGES = Map.of(
            "XS to XXL", List.of("XS", "S", "M", "L", "XL", "XXL"),
            "S to XL", List.of("S", "M", "L", "XL"),
            "92 to 140", List.of("92", "104", "116", "128", "140"),
            "10 to 100 EUR", List.of("€10", "€25", "€50", "€100"),
            "whole bean", List.of());
    private static final Map<String, String> OPTIONS =
            Map.of("Drinkware", "Size", "Desk", "Point", "Wear", "Size", "Coffee", "Grind", "Home", "Value");

    static SampleProduct read(List<String> cells) {
        List<String> values = values(cells.get(5));
        return new SampleProduct(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                List.of(cells.get(4).split("\\|")),
                values.isEmpty() ? "" : OPTIONS.getOrDefault(cells.get(3), "Kind"),
                values,
                cells.get(6),
                Optional.of(cells.get(7)).filter(it -> !it.isEmpty()),
                Integer.parseInt(cells.get(8)),
                cells.get(9),
                cells.get(10).equals("1"),
                cells.get(11).equals("1"));
    }

    private static List<String> values(String cell) {
        if (cell.isEmpty()) {
            return List.of();
        }
        List<String> range = RANGES.get(cell);
        return range != null ? range : List.of(cell.replaceFirst("^nib ", "").split(", "));
    }

    /** The number of one of its variants, such as {@code BOTTLE-MOSS-750ML}. */
    Sku sku(String colour, String value) {
        List<String> parts = new ArrayList<>(List.of(picture, colour));
        if (!value.isEmpty()) {
            parts.add(value.replaceAll("[^A-Za-z0-9]", ""));
        }
        return Sku.of(String.join("-", parts).toUpperCase(Locale.ROOT));
    }

    String pictureOf(String colour) {
        return "art/" + picture + "-" + colour + ".svg";
    }

    /** True if there is a choice of colours. */
    boolean colourful() {
        return colours.size() > 1;
    }
}
