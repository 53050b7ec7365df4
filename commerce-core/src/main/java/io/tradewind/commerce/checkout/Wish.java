package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartId;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be submitted: a cart with facts, or an open checkout with those it has.
 *
 * @param checkoutId of the open checkout, or for a new one
 * @param cartId empty if an open checkout is continued
 * @param facts empty until they are read from the open checkout
 * @param shownHash the quote that was seen, for a checkout that is continued; so are the next two
 * @param exact true if a checkout that is not open any more must have been submitted with exactly this wish, if with
 *     this key at all
 */
record Wish(
        UUID checkoutId,
        Optional<UUID> cartId,
        Optional<PlaceOrder> facts,
        String shownHash,
        PayBy by,
        URI returnTo,
        boolean exact) {
    static Wish of(UUID newCheckout, UUID cart, PlaceOrder facts) {
        return new Wish(newCheckout, Optional.of(cart), Optional.of(facts), "", facts.by(), facts.returnTo(), true);
    }

    static Wish of(UUID checkout, String shownHash, PayBy by, URI returnTo, boolean exact) {
        return new Wish(checkout, Optional.empty(), Optional.empty(), shownHash, by, returnTo, exact);
    }

    /** With the facts of the checkout that is continued; still without if its address is missing. */
    Wish continuing(CheckoutRow row) {
        Optional<PlaceOrder> known = row.address()
                .map(address -> new PlaceOrder(
                        address,
                        row.optionId(),
                        row.courierNote(),
                        row.account(),
                        by,
                        row.email(),
                        returnTo,
                        Optional.of(shownHash)));
        return new Wish(checkoutId, Optional.of(row.cartId()), known, shownHash, by, returnTo, exact);
    }

    /** Fingerprint of what is wished; empty if facts are missing. */
    Optional<String> hash() {
        return facts.map(
                it -> QuoteHash.sha256(new CartId(cartId.orElseThrow()) + "|" + Freezer.destination(it.address()) + "|"
                        + it.optionId() + "|" + it.account() + "|" + it.by().text()
                        + (it.courierNote().isEmpty() ? "" : "|" + it.courierNote())
                        + (shownHash.isEmpty() ? "" : "|" + shownHash + "|" + returnTo)));
    }
}
