package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.spi.Address;
import java.util.List;
import java.util.Optional;

/**
 * A checkout as its owner sees it.
 *
 * @param version grows with each change
 * @param phone the verified number, masked; empty until it is verified
 * @param delivery the chosen option, if it still holds for the address
 * @param courierNote what the courier should know; empty for nothing
 * @param totals what it would cost now, delivery included if chosen
 * @param quoteHash hand it to {@code submit}, so that nobody pays a sum other than the one shown
 * @param missing which facts are still needed: {@code phone}, {@code address}, {@code delivery}, {@code payment}
 * @param refusal why the last attempt to pay failed; empty if there was none
 */
public record CheckoutView(
        CheckoutId id,
        CheckoutState state,
        int version,
        Cart cart,
        Optional<String> phone,
        String email,
        Optional<Address> address,
        Optional<StoredQuote> delivery,
        String courierNote,
        Optional<String> account,
        PriceQuote totals,
        String quoteHash,
        List<String> missing,
        Optional<String> refusal) {
    /** Copies the list. */
    public CheckoutView {
        missing = List.copyOf(missing);
    }

    /** True if it can be submitted. */
    public boolean ready() {
        return missing.isEmpty() && cart.problems().isEmpty();
    }
}
