package io.tradewind.commerce.cart;

import java.util.Optional;
import java.util.UUID;

/**
 * Something about a cart that the shopper should know before paying; nothing is changed in silence.
 *
 * @param code {@code sold-out}, {@code unavailable}, {@code not-makeable}, {@code price-changed}, {@code express-lost},
 *     {@code invitation-needed}
 *     or a code's own reason, such as {@code code-minimum}
 * @param lineId the line it is about; empty if it is about the whole cart
 * @param message what a person can read
 * @param old the value it had before, such as the price when it was put in; empty if there is none
 * @param now the value it has now, such as the price or the units left; empty if there is none
 */
public record Problem(String code, Optional<UUID> lineId, String message, String old, String now) {
    static final String SOLD_OUT = "sold-out";
    static final String UNAVAILABLE = "unavailable";
    static final String NOT_MAKEABLE = "not-makeable";
    static final String PRICE_CHANGED = "price-changed";
    static final String INVITATION_NEEDED = "invitation-needed";
    static final String EXPRESS_LOST = "express-lost";

    static Problem ofLine(String code, UUID line, String message, Object old, Object now) {
        return new Problem(code, Optional.of(line), message, old.toString(), now.toString());
    }

    static Problem ofCart(String code, String message) {
        return new Problem(code, Optional.empty(), message, "", "");
    }

    /** True if the cart cannot be bought before it is solved. */
    public boolean blocks() {
        return code.equals(SOLD_OUT)
                || code.equals(UNAVAILABLE)
                || code.equals(NOT_MAKEABLE)
                || code.equals(INVITATION_NEEDED);
    }
}
