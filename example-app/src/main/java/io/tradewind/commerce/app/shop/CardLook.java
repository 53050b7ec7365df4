package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Glance;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductId;
import io.tradewind.commerce.catalog.ProductOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a card shows of a product besides its name, price and picture.
 *
 * @param swatches its colours; none where its options are no colours
 * @param soldOut true if nothing of it can be ordered
 * @param invited true if it takes an invitation to a launch
 */
public record CardLook(List<String> swatches, boolean soldOut, boolean invited) {
    /** Nothing further. */
    public static final CardLook PLAIN = new CardLook(List.of(), false, false);

    /** The look of each card, by its slug. */
    static Map<String, CardLook> of(Catalog catalog, List<ProductCard> cards) {
        Map<ProductId, Glance> glances =
                catalog.glances(cards.stream().map(ProductCard::id).toList());
        Map<String, CardLook> looks = new HashMap<>();
        cards.forEach(it ->
                looks.put(it.slug(), of(glances.getOrDefault(it.id(), new Glance(List.of(), false, false)))));
        return looks;
    }

    private static CardLook of(Glance glance) {
        return new CardLook(
                glance.options().stream()
                        .filter(it -> it.values().stream()
                                .allMatch(value -> Art.colour(value).isPresent()))
                        .findFirst()
                        .map(ProductOption::values)
                        .orElse(List.of()),
                glance.soldOut(),
                glance.invited());
    }
}
