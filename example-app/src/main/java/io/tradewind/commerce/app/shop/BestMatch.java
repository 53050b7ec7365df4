package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Puts what is called as somebody searched before what only speaks of it, by the titles that somebody sees; the catalog
 * knows them in one language. It looks at the newest finds, and what is beyond them follows by age.
 *
 * @param words that were looked for
 */
public record BestMatch(Lang say, String words) {
    /** So many finds are put into order: the most that a list of the catalog gives at once. */
    private static final int FINDS = 100;

    /**
     * A page of them.
     *
     * @param list reads what a query and a token of the page before ask for
     * @param after a number of finds that were shown, or such a token beyond those that are put into order
     */
    public Page<ProductCard> page(
            BiFunction<ProductQuery, String, Page<ProductCard>> list, ProductQuery query, String after) {
        if (!after.matches("\\d{0,3}")) {
            return list.apply(query, after);
        }
        Page<ProductCard> finds = list.apply(query.first(FINDS), "");
        List<ProductCard> best = finds.items().stream()
                .sorted(Comparator.comparingLong(this::named).reversed())
                .toList();
        int shown = after.isEmpty() ? 0 : Integer.parseInt(after);
        int from = shown < best.size() ? shown : 0; // an old link to a list that has become shorter
        int to = Math.min(from + query.size(), best.size());
        return new Page<>(best.subList(from, to), to < best.size() ? Optional.of(String.valueOf(to)) : finds.next());
    }

    /** How many of the words are in its title, be it as a part: a "Steinzeugbecher" is a "Becher". */
    private long named(ProductCard card) {
        String title = folded(say.name(card.title()));
        return Stream.of(folded(words).split("[^\\p{L}\\p{N}]+"))
                .filter(it -> !it.isEmpty())
                .distinct()
                .filter(title::contains)
                .count();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
