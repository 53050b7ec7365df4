package io.tradewind.commerce.spi.search;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is looked for.
 *
 * @param store key of the store
 * @param locale language of the words
 * @param words words typed, possibly none
 * @param filters values that have to be there: any of each facet, all facets
 * @param limit most ids wanted
 * @param deadline when the answer is no longer of use
 */
public record SearchQuery(
        String store, Locale locale, String words, Map<String, Set<String>> filters, int limit, Instant deadline) {
    /** Copies the filters. */
    public SearchQuery {
        requireNonNull(store, "store");
        requireNonNull(locale, "locale");
        requireNonNull(words, "words");
        requireNonNull(deadline, "deadline");
        Map<String, Set<String>> copy = new TreeMap<>();
        filters.forEach((facet, values) -> copy.put(facet, Set.copyOf(values)));
        filters = Collections.unmodifiableMap(copy);
    }
}
