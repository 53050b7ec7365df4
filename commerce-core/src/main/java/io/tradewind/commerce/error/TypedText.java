package io.tradewind.commerce.error;

import io.tradewind.commerce.spi.CardNumbers;
import io.tradewind.commerce.spi.Internal;

/** What people type for other people: not empty, of a bounded length, and never the number of a payment card. */
@Internal
public final class TypedText {
    /** Said to buyers; the code is {@code card-number}. */
    private static final String NO_CARDS =
            "This looks like the number of a payment card. For your safety we do not keep"
                    + " such numbers here. Write something else.";

    private TypedText() {}

    /** Refuses text of staff that cannot be kept. */
    public static void require(String field, String text, int most) {
        if (Given.value(field, text).isBlank() || text.length() > most) {
            throw CommerceException.badArgument(field, text, "1 to " + most + " characters");
        } else if (text.chars().anyMatch(TypedText::isUnseen)) {
            throw CommerceException.badArgument(field, text, "no control characters but line breaks and tabs");
        } else if (CardNumbers.contains(text)) {
            throw CommerceException.badArgument(
                    field, text, "it looks like the number of a payment card, which must not be kept: leave it out");
        }
    }

    private static boolean isUnseen(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t';
    }

    /** What to tell a buyer who typed that. */
    public static Refusal noCards(String field) {
        return Refusal.of("card-number", field, NO_CARDS);
    }
}
