package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import java.util.List;
import java.util.Map;

/** An address that leads nowhere, or to a product that was taken away: what may have been meant, and a search. */
final class MissingPages {
    private static final int SHOWN = 4;
    private static final int LONGEST = 80;

    private final Front front;

    MissingPages(Front front) {
        this.front = front;
    }

    /** Always true: every address of the shop can be answered so. */
    boolean show(Context context, boolean gone) {
        String words = words(context.path());
        Catalog catalog = front.shop(context).catalog();
        List<ProductCard> meant = words.isEmpty()
                ? List.of()
                : catalog.suggest(words).products().stream().limit(SHOWN).toList();
        List<ProductCard> cards = meant.isEmpty()
                ? catalog.list(ProductQuery.all().tagged("24 h").first(SHOWN)).items()
                : meant;
        front.show(
                context,
                "missing.jte",
                front.say(context).t(gone ? "error.410.title" : "error.404.title"),
                Map.of("gone", gone, "words", words, "cards", cards, "meant", !meant.isEmpty()));
        return true;
    }

    /** The last part of the address as words: {@code /p/trail-botle} may mean a bottle. */
    private static String words(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        return last.length() > LONGEST ? "" : last;
    }
}
