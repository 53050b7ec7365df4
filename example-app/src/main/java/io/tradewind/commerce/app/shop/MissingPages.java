package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An address that leads nowhere, or to a product that was taken away: what may have been meant, and a search. */
final class MissingPages {
    private static final int LONGEST = 80;
    private static final int WORD = 4;

    private final Front front;

    MissingPages(Front front) {
        this.front = front;
    }

    /** Always true: every address of the shop can be answered so. */
    boolean show(Context context, boolean gone) {
        boolean order = Lang.bare(context.path()).startsWith("/o/"); // its token is no word
        String words = order ? "" : words(context.path());
        Catalog catalog = front.shop(context).catalog();
        List<ProductCard> meant = words.isEmpty() ? List.of() : meant(catalog.suggest(words));
        Lang say = front.say(context);
        ProductRail rail = meant.isEmpty()
                ? ProductRail.express(say, catalog)
                : ProductRail.of(catalog, say.t("error.meant"), "", meant);
        front.show(
                context,
                "missing.jte",
                say.t(gone ? "error.410.title" : "error.404.title"),
                Map.of("gone", gone, "words", words, "rail", rail, "order", order));
        return true;
    }

    /** Only what a longer word of the address leads to: a single letter in common is no guess. */
    private static List<ProductCard> meant(Suggestions found) {
        List<String> words = Stream.of(found.text().toLowerCase(Locale.ROOT).split(" "))
                .filter(it -> it.length() >= WORD)
                .toList();
        return found.products().stream()
                .filter(card -> words.stream().anyMatch(card.title().toLowerCase(Locale.ROOT)::contains))
                .limit(ProductRail.SHOWN)
                .toList();
    }

    /** The last part of the address as words: {@code /p/trail-botle} may mean a bottle. */
    private static String words(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return last.length() > LONGEST ? "" : last;
    }
}
