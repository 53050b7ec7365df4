package io.tradewind.commerce.spi.payment;

import io.tradewind.commerce.spi.CardNumbers;

/**
 * An opaque stand-in for an instrument. Text with 13 to 19 digits (blanks and dashes aside) that pass the Luhn check is
 * refused: card numbers do not enter this library.
 *
 * @param value the token, 1 to 16,384 characters
 */
public record Token(String value) {
    private static final int LONGEST = 16_384;

    /** Refuses an empty, oversized or card-like token; the message never repeats it. */
    public Token {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a token has 1 to " + LONGEST + " characters");
        }
        if (CardNumbers.looksLikeOne(value)) {
            throw new IllegalArgumentException("token looks like a card number");
        }
    }

    @Override
    public String toString() {
        return "Token[***]";
    }
}
