package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.shop.Art;
import io.tradewind.commerce.app.shop.Chosen;
import io.tradewind.commerce.app.shop.PriceRanges;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Facets.Choices;
import io.tradewind.commerce.catalog.Narrowing;
import io.tradewind.commerce.catalog.PriceBand;
import io.tradewind.commerce.catalog.Trait;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/** What a list can be narrowed to further. */
final class FacetShapes {
    private FacetShapes() {}

    record FacetValue(
            @Field("To be sent as the parameter of its group")
            String value,

            @Field("For people") String label,

            @Field("As #5f7a52, where it is a colour the shop knows")
            Optional<String> colour,

            @Field("How many products the list would have with it, or with it too; what else is chosen of this group"
                    + " does not count")
            long count,

            @Field("The list is narrowed to it now") boolean chosen) {}

    record FacetGroup(
            @Field("trait, option or price: the parameter that takes its values")
            String parameter,

            @Field("Stable, for programs: DELIVERY, PERSONAL, OFFER, PRICE, or the option's name in the catalog")
            String name,

            @Field("For people") String label,

            @Field("Those that show something or are chosen")
            List<FacetValue> values) {}

    record Facets(@Field("How many products the list has") long total, List<FacetGroup> groups) {
        static Facets of(Lang say, io.tradewind.commerce.catalog.Facets it, Narrowing chosen) {
            List<FacetGroup> groups = new ArrayList<>();
            for (Trait.Group group : Trait.Group.values()) {
                List<FacetValue> values = it.traits().entrySet().stream()
                        .filter(entry -> entry.getKey().group() == group)
                        .map(entry -> new FacetValue(
                                entry.getKey().name(),
                                say.word("trait", entry.getKey()),
                                Optional.empty(),
                                entry.getValue(),
                                chosen.traits().contains(entry.getKey())))
                        .toList();
                add(groups, Filters.TRAIT, group.name(), say.word("group", group), values);
            }
            for (Choices option : Chosen.steady(it)) {
                Set<String> taken = chosen.options().getOrDefault(option.name(), Set.of());
                List<FacetValue> values = option.values().entrySet().stream()
                        .map(entry -> new FacetValue(
                                Filters.option(option.name(), entry.getKey()),
                                say.name(entry.getKey()),
                                Art.colour(entry.getKey()),
                                entry.getValue(),
                                taken.contains(entry.getKey())))
                        .toList();
                add(groups, Filters.OPTION, option.name(), say.name(option.name()), values);
            }
            List<FacetValue> prices = it.prices().entrySet().stream()
                    .map(entry -> new FacetValue(
                            Filters.price(entry.getKey()),
                            PriceRanges.words(say, entry.getKey()),
                            Optional.empty(),
                            entry.getValue(),
                            chosen.prices().contains(entry.getKey())))
                    .toList();
            add(groups, Filters.PRICE, "PRICE", say.t("sort.price"), prices);
            return new Facets(it.total(), groups);
        }

        private static void add(
                List<FacetGroup> groups, String parameter, String name, String label, List<FacetValue> values) {
            List<FacetValue> shown = values.stream()
                    .filter(value -> value.count() > 0 || value.chosen())
                    .toList();
            if (!shown.isEmpty()) {
                groups.add(new FacetGroup(parameter, name, label, shown));
            }
        }
    }

    /** The ranges of prices that are counted: those the shop offers, and what was chosen besides. */
    static List<PriceBand> bands(CurrencyUnit currency, Narrowing chosen) {
        Set<PriceBand> bands = new LinkedHashSet<>(PriceRanges.of(currency));
        bands.addAll(chosen.prices());
        return List.copyOf(bands);
    }
}
