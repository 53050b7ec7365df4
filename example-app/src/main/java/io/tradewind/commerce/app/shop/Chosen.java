package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Facets;
import io.tradewind.commerce.catalog.Narrowing;
import io.tradewind.commerce.catalog.PriceBand;
import io.tradewind.commerce.catalog.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/**
 * What a shopper has chosen on a list, read from its address: {@code trait=ENGRAVING}, {@code o.Colour=Moss},
 * {@code price=1}. What cannot be read is left out.
 *
 * @param bands the ranges of prices that are offered, in the store's currency
 * @param prices places of those of them that are chosen
 */
public record Chosen(List<PriceBand> bands, Set<Trait> traits, Map<String, Set<String>> options, Set<Integer> prices) {
    private static final int MOST = 8;
    private static final int LONGEST = 100;
    private static final int SHOWN = 10;

    static Chosen asked(Context context, CurrencyUnit currency) {
        List<PriceBand> bands = PriceRanges.of(currency);
        Set<Trait> traits = new LinkedHashSet<>();
        for (Trait it : Trait.values()) {
            if (context.queryParams("trait").contains(it.name())) {
                traits.add(it);
            }
        }
        Map<String, Set<String>> options = new LinkedHashMap<>();
        context.queryParamMap().forEach((name, values) -> {
            if (name.startsWith("o.") && name.length() <= LONGEST && options.size() < MOST) {
                Set<String> kept = values.stream()
                        .filter(it -> !it.isBlank()
                                && it.length() <= LONGEST
                                && it.chars().noneMatch(Character::isISOControl))
                        .limit(40)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                if (!kept.isEmpty() && name.chars().noneMatch(Character::isISOControl)) {
                    options.put(name.substring(2), kept);
                }
            }
        });
        Set<Integer> prices = new LinkedHashSet<>();
        for (int i = 0; i < bands.size(); i++) {
            if (context.queryParams("price").contains(String.valueOf(i))) {
                prices.add(i);
            }
        }
        return new Chosen(bands, traits, options, prices);
    }

    /** The same list with nothing chosen. */
    Chosen cleared() {
        return new Chosen(bands, Set.of(), Map.of(), Set.of());
    }

    boolean nothing() {
        return traits.isEmpty() && options.isEmpty() && prices.isEmpty();
    }

    Narrowing narrowing() {
        return new Narrowing(traits, options, prices.stream().map(bands::get).collect(Collectors.toSet()));
    }

    /** The parameters of an address, each beginning with {@code &}. */
    String parameters() {
        StringBuilder text = new StringBuilder();
        traits.forEach(it -> text.append("&trait=").append(it.name()));
        options.forEach((name, values) -> values.forEach(it -> text.append('&')
                .append(CatalogPages.encode("o." + name))
                .append('=')
                .append(CatalogPages.encode(it))));
        prices.forEach(it -> text.append("&price=").append(it));
        return text.toString();
    }

    private Chosen without(Trait trait) {
        Set<Trait> kept = new LinkedHashSet<>(traits);
        kept.remove(trait);
        return new Chosen(bands, kept, options, prices);
    }

    private Chosen without(String name, String value) {
        Map<String, Set<String>> kept = new LinkedHashMap<>(options);
        Set<String> values = new LinkedHashSet<>(kept.getOrDefault(name, Set.of()));
        values.remove(value);
        if (values.isEmpty()) {
            kept.remove(name);
        } else {
            kept.put(name, values);
        }
        return new Chosen(bands, traits, kept, prices);
    }

    private Chosen without(int price) {
        Set<Integer> kept = new LinkedHashSet<>(prices);
        kept.remove(price);
        return new Chosen(bands, traits, options, kept);
    }

    /** One choice, its words and what is left without it. */
    record Single(String text, Chosen rest) {}

    /** Each choice that was made. */
    List<Single> singles(Lang say) {
        List<Single> singles = new ArrayList<>();
        traits.forEach(it -> singles.add(new Single(say.word("trait", it), without(it))));
        options.forEach((name, values) ->
                values.forEach(it -> singles.add(new Single(say.name(it), without(name, it)))));
        prices.forEach(it -> singles.add(new Single(PriceRanges.words(say, bands.get(it)), without(it))));
        return singles;
    }

    /** The groups of the side: what would show nothing and was not chosen is left out. */
    List<Shelf.FacetGroup> groups(Lang say, Facets facets) {
        List<Shelf.FacetGroup> groups = new ArrayList<>();
        for (Trait.Group group : Trait.Group.values()) {
            List<Shelf.FacetValue> values = new ArrayList<>();
            facets.traits().forEach((trait, count) -> {
                if (trait.group() == group) {
                    values.add(new Shelf.FacetValue(
                            "trait", trait.name(), say.word("trait", trait), "", count, traits.contains(trait)));
                }
            });
            add(groups, say.word("group", group), values, true);
        }
        steady(facets).forEach(option -> {
            Set<String> chosen = options.getOrDefault(option.name(), Set.of());
            List<Shelf.FacetValue> values = option.values().entrySet().stream()
                    .map(it -> new Shelf.FacetValue(
                            "o." + option.name(),
                            it.getKey(),
                            say.name(it.getKey()),
                            Art.colour(it.getKey()).orElse(""),
                            it.getValue(),
                            chosen.contains(it.getKey())))
                    .toList();
            add(groups, say.name(option.name()), values, !chosen.isEmpty() || groups.size() < 4);
        });
        List<Shelf.FacetValue> values = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            values.add(new Shelf.FacetValue(
                    "price",
                    String.valueOf(i),
                    PriceRanges.words(say, bands.get(i)),
                    "",
                    facets.prices().getOrDefault(bands.get(i), 0L),
                    prices.contains(i)));
        }
        add(groups, say.t("sort.price"), values, true);
        return groups;
    }

    /** What is chosen changes what is frequent; a group must not move away under the finger. */
    public static List<Facets.Choices> steady(Facets facets) {
        return facets.options().stream()
                .limit(MOST)
                .sorted(Comparator.comparing(Facets.Choices::name))
                .toList();
    }

    private static void add(List<Shelf.FacetGroup> groups, String name, List<Shelf.FacetValue> values, boolean open) {
        List<Shelf.FacetValue> shown = values.stream()
                .filter(it -> it.count() > 0 || it.chosen())
                .limit(SHOWN)
                .toList();
        if (!shown.isEmpty()) {
            groups.add(new Shelf.FacetGroup(name, shown, open));
        }
    }
}
