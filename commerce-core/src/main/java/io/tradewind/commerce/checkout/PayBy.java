package io.tradewind.commerce.checkout;

import java.util.Optional;
import java.util.UUID;

/**
 * What a buyer pays by, with the account that was chosen. Immutable.
 *
 * @param token what the provider's script made in the browser; empty for the provider's page or a saved instrument
 * @param saved a saved instrument of the buyer's; empty for a new one
 * @param keeps true if the buyer has agreed that the provider keeps the instrument for the next time
 */
public record PayBy(String token, Optional<UUID> saved, boolean keeps) {
    /** On the provider's own page, or later. */
    public static PayBy page() {
        return new PayBy("", Optional.empty(), false);
    }

    /** With a token that the provider's script made in the browser; an empty one stands for the provider's page. */
    public static PayBy token(String token) {
        return new PayBy(token, Optional.empty(), false);
    }

    /** With an instrument that {@code payments().saved()} lists. */
    public static PayBy saved(UUID instrument) {
        return new PayBy("", Optional.of(instrument), false);
    }

    /** The buyer has agreed that the provider keeps the instrument; for buyers who have signed in. */
    public PayBy keeping() {
        return new PayBy(token, saved, true);
    }

    /** Tells two ways to pay apart, for the fingerprint of a wish. */
    String text() {
        return saved.map(it -> "saved:" + it).orElse(token) + (keeps ? "|kept" : "");
    }

    /** Names no token. */
    @Override
    public String toString() {
        return "PayBy[" + (token.isEmpty() ? "" : "token ")
                + saved.map(it -> it + " ").orElse("") + (keeps ? "kept" : "") + "]";
    }
}
