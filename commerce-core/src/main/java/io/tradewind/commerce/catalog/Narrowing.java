package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a list is narrowed to. Within a group any of what was chosen is enough, and all groups must be met: traits by
 * {@link Trait#group}, each option by its name, prices together. Immutable.
 *
 * @param traits such as engraving
 * @param options by the name of the option, such as {@code Colour}, the values of which one is enough
 * @param prices ranges of which one is enough
 */
public record Narrowing(Set<Trait> traits, Map<String, Set<String>> options, Set<PriceBand> prices) {
    /** Nothing is left out. */
    public static final Narrowing NONE = new Narrowing(Set.of(), Map.of(), Set.of());

    private static final int MOST_OPTIONS = 8;
    private static final int MOST_VALUES = 40;
    private static final int MOST_PRICES = 10;

    /** Copies the sets; refuses more than 8 options, 40 values of one, or 10 ranges of prices. */
    public Narrowing {
        traits = Set.copyOf(traits);
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        options.forEach((name, values) -> {
            if (!values.isEmpty()) {
                copy.put(name, Set.copyOf(values));
            }
        });
        options = Collections.unmodifiableMap(copy);
        prices = Collections.unmodifiableSet(new LinkedHashSet<>(prices));
        if (options.size() > MOST_OPTIONS
                || prices.size() > MOST_PRICES
                || options.values().stream().anyMatch(it -> it.size() > MOST_VALUES)) {
            throw CommerceException.badArgument(
                    "narrowing",
                    options.size() + " options, " + prices.size() + " prices",
                    "at most " + MOST_OPTIONS + " options of " + MOST_VALUES + " values, and " + MOST_PRICES
                            + " prices");
        }
    }

    /** Without what was chosen of that group. */
    Narrowing without(Trait.Group group) {
        Set<Trait> kept = new LinkedHashSet<>(traits);
        kept.removeIf(it -> it.group() == group);
        return new Narrowing(kept, options, prices);
    }

    /** Without what was chosen of that option. */
    Narrowing withoutOption(String name) {
        Map<String, Set<String>> kept = new LinkedHashMap<>(options);
        kept.remove(name);
        return new Narrowing(traits, kept, prices);
    }

    /** Without prices. */
    Narrowing withoutPrices() {
        return new Narrowing(traits, options, Set.of());
    }
}
