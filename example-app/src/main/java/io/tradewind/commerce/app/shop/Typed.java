package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.Product;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a shopper has typed on a product page, kept as it was typed.
 *
 * @param engraving one text for each line there may be
 * @param gift whether it is to be wrapped
 * @param message that goes with the gift
 * @param quantity as typed
 */
public record Typed(List<String> engraving, boolean gift, String message, String quantity) {
    private static final int LONGEST = 400;
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    static Typed asked(Context context, Product product) {
        return of(product, name -> Optional.ofNullable(context.queryParam(name)));
    }

    static Typed sent(Context context, Product product) {
        return of(product, name -> Optional.ofNullable(context.formParam(name)));
    }

    private static Typed of(Product product, Function<String, Optional<String>> field) {
        int lines = product.engraving().map(it -> it.lines()).orElse(0);
        return new Typed(
                IntStream.range(0, lines).mapToObj(i -> text(field, "e" + i)).toList(),
                product.giftWrap().isPresent() && !text(field, "gift").isEmpty(),
                text(field, "message"),
                field.apply("quantity")
                        .map(String::strip)
                        .map(it -> it.length() > 12 ? it.substring(0, 12) : it)
                        .orElse("1"));
    }

    private static String text(Function<String, Optional<String>> field, String name) {
        String text = field.apply(name).orElse("");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** The same with nothing to engrave. */
    Typed plain() {
        return new Typed(engraving.stream().map(it -> "").toList(), gift, message, quantity);
    }

    /** True if something is to be engraved. */
    public boolean engraved() {
        return engraving.stream().anyMatch(it -> !it.isBlank());
    }

    /** True if nothing is to be done to it. */
    boolean empty() {
        return !engraved() && !gift;
    }

    /** What a reader counts as characters. */
    public static long length(String text) {
        return GRAPHEME.matcher(text.strip()).results().count();
    }

    Personalisation wish() {
        Personalisation lines =
                engraved() ? Personalisation.engraving(engraving.toArray(String[]::new)) : Personalisation.NONE;
        return gift ? lines.and(Personalisation.giftWrap(message)) : lines;
    }
}
