package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.catalog.ProductCard;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A list of products as its page shows it.
 *
 * @param path of the list without its parameters
 * @param query words that were looked for; empty for a category
 * @param corrected what was looked for instead; empty if that was not needed
 * @param total products that are found
 * @param looks of the cards, by their slugs
 * @param next where the list goes on; empty at its end
 * @param chosen what it is narrowed to, each taken away by its link
 * @param clear takes all of it away
 * @param rescue which choice to drop if nothing is found, the most helpful first
 * @param whole false if the list begins somewhere in the middle
 */
public record Shelf(
        String title,
        String lead,
        String path,
        String query,
        String corrected,
        String sort,
        List<ProductCard> cards,
        long total,
        Map<String, CardLook> looks,
        String next,
        List<FacetGroup> groups,
        List<ShelfLink> chosen,
        String clear,
        List<Rescue> rescue,
        boolean whole) {
    /** What is named as somebody searched comes first. */
    static final String MATCH = "match";

    private static final List<String> SORTS = List.of("new", "price", "name");
    private static final List<String> SORTS_OF_FINDS = List.of(MATCH, "new", "price", "name");

    /** The orders to choose from. */
    public List<String> sorts() {
        return sorts(query);
    }

    /** The order that was asked for, or the first there is. */
    static String sort(String query, String asked) {
        List<String> offered = sorts(query);
        return offered.contains(asked) ? asked : offered.get(0);
    }

    private static List<String> sorts(String query) {
        return query.isEmpty() ? SORTS : SORTS_OF_FINDS;
    }

    /** A group of choices. */
    public record FacetGroup(String name, List<FacetValue> values, boolean open) {}

    /**
     * A choice.
     *
     * @param field name of the form field
     * @param value of the form field
     * @param colour as {@code #5f7a52}; empty if it is none we know
     */
    public record FacetValue(String field, String value, String text, String colour, long count, boolean chosen) {}

    /** A choice to drop, and how many products that would show. */
    public record Rescue(String text, String href, OptionalLong count) {}
}
