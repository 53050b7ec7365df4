package io.tradewind.commerce.spi.search;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is searched.
 *
 * @param store key of the store
 * @param id the thing
 * @param locale language of its words
 * @param name its name, the strongest words
 * @param text its other words
 * @param facets values to filter by
 */
public record SearchDocument(
        String store, UUID id, Locale locale, String name, String text, Map<String, Set<String>> facets) {
    /** Copies the facets. */
    public SearchDocument {
        requireNonNull(store, "store");
        requireNonNull(id, "id");
        requireNonNull(locale, "locale");
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        Map<String, Set<String>> copy = new TreeMap<>();
        facets.forEach((facet, values) -> copy.put(facet, Set.copyOf(values)));
        facets = Collections.unmodifiableMap(copy);
    }
}
