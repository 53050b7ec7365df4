package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.Given;
import java.util.Optional;

/**
 * What is to be put into a cart. Immutable: each method returns a changed copy.
 *
 * @param quantity 1 to 999
 * @param version the version the shopper has seen; empty if both of two changes at once are to count
 * @param key the same key twice is one add, while it is among the last 40 of the cart; empty for none
 */
public record AddToCart(
        Sku sku, int quantity, Personalisation personalisation, Optional<Integer> version, Optional<String> key) {
    private static final int LONGEST_KEY = 200;

    /** Refuses an article or a key that is none. */
    public AddToCart {
        Given.value("sku", sku);
        key.ifPresent(it -> Given.key(it, LONGEST_KEY));
    }

    /** Units of an article as it is. */
    public static AddToCart of(Sku sku, int quantity) {
        return new AddToCart(sku, quantity, Personalisation.NONE, Optional.empty(), Optional.empty());
    }

    /** Made like that. */
    public AddToCart with(Personalisation wish) {
        return new AddToCart(sku, quantity, wish, version, key);
    }

    /** Only if the cart still has that version. */
    public AddToCart expecting(int seen) {
        return new AddToCart(sku, quantity, personalisation, Optional.of(seen), key);
    }

    /** Once, however often it is sent. */
    public AddToCart once(String requestKey) {
        return new AddToCart(sku, quantity, personalisation, version, Optional.of(requestKey));
    }
}
