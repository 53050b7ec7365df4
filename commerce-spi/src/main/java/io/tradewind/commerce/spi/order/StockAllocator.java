package io.tradewind.commerce.spi.order;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranks stock locations for an order; the core's conditional update decides. Pure.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
@FunctionalInterface
public interface StockAllocator extends Provider {
    /** Returns names of locations, best first. Locations left out are not used; unknown ones are ignored. */
    List<String> rank(Need need);

    /**
     * What is needed and where it could come from.
     *
     * @param country ISO code of the destination
     * @param postcode its postcode, possibly empty
     * @param quantities how many of each article
     * @param locations where stock is
     */
    record Need(String country, String postcode, Map<String, Integer> quantities, List<Location> locations) {
        /** Copies the collections. */
        public Need {
            requireNonNull(country, "country");
            requireNonNull(postcode, "postcode");
            quantities = Collections.unmodifiableMap(new TreeMap<>(quantities));
            locations = List.copyOf(locations);
        }
    }

    /**
     * A place with stock.
     *
     * @param name name of the location
     * @param country ISO code of its country
     * @param available how many of each article can be had there
     */
    record Location(String name, String country, Map<String, Integer> available) {
        /** Copies the counts. */
        public Location {
            requireNonNull(name, "name");
            requireNonNull(country, "country");
            available = Collections.unmodifiableMap(new TreeMap<>(available));
        }
    }
}
