package io.tradewind.commerce.spi.order;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.time.LocalDate;

/**
 * Proposes order codes; uniqueness is decided by the database, with five tries. Pure: the same input gives the same
 * output.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
@FunctionalInterface
public interface OrderCodes extends Provider {
    /**
     * Returns a code of 1 to 40 printable characters.
     *
     * @param seed what a code can be made of
     */
    String propose(Seed seed);

    /**
     * What a code can be made of.
     *
     * @param store key of the store
     * @param number the store's running number, from 1
     * @param placedOn date of the order in the store's zone
     * @param attempt 1 for the first proposal, then up to 5
     */
    record Seed(String store, long number, LocalDate placedOn, int attempt) {
        /** Refuses missing parts. */
        public Seed {
            requireNonNull(store, "store");
            requireNonNull(placedOn, "placedOn");
        }
    }
}
