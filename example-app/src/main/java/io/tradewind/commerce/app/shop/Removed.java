package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.cart.CartLine;
import io.tradewind.commerce.cart.Personalisation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A line that was taken out of the basket, kept in the shopper's browser so that it can be put back. */
record Removed(String sku, int quantity, String title, Personalisation wish) {
    static Removed of(CartLine line) {
        return new Removed(line.sku().value(), line.quantity(), line.title(), line.personalisation());
    }

    String write() {
        String engraving = wish.engravingLines().stream().map(Removed::pack).collect(Collectors.joining(","));
        String gift = wish.giftMessage().map(it -> "+" + pack(it)).orElse("-");
        return String.join(".", pack(sku), String.valueOf(quantity), pack(title), gift, engraving);
    }

    /** Reads it; empty for everything that was not written here. The basket checks the content like any other wish. */
    static Optional<Removed> read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        try {
            List<String> lines = parts[4].isEmpty()
                    ? List.of()
                    : Arrays.stream(parts[4].split(",", -1))
                            .map(Removed::unpack)
                            .toList();
            Optional<String> gift =
                    parts[3].startsWith("+") ? Optional.of(unpack(parts[3].substring(1))) : Optional.empty();
            String sku = unpack(parts[0]);
            return sku.isBlank() || sku.length() > 40
                    ? Optional.empty()
                    : Optional.of(new Removed(
                            sku, Integer.parseInt(parts[1]), unpack(parts[2]), new Personalisation(lines, gift)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String pack(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unpack(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
