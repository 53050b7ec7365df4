package io.tradewind.commerce.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many products each further choice would show. What is chosen in a group does not change the numbers of that group:
 * choosing Moss leaves the number beside Ink standing. Immutable.
 *
 * @param total products that the query finds
 * @param traits for each trait
 * @param prices for each range that was asked about, in its order
 * @param options the options that occur, the most frequent first
 */
public record Facets(long total, Map<Trait, Long> traits, Map<PriceBand, Long> prices, List<Choices> options) {
    /** Copies the maps, keeping their order. */
    public Facets {
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
        options = List.copyOf(options);
    }

    /**
     * An option with its values.
     *
     * @param values how many products have it, the most frequent first; what was chosen is there even if none has
     */
    public record Choices(String name, Map<String, Long> values) {
        /** Copies the map, keeping its order. */
        public Choices {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
