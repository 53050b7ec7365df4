package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.spi.CardNumbers;
import java.util.Optional;

/** What a buyer may write for whoever brings the parcel: one short line, as it fits on a label. */
final class CourierNote {
    private static final String FIELD = "note";
    private static final int LONGEST = 120;

    private CourierNote() {}

    /** Why it cannot be taken; empty if it can. */
    static Optional<Refusal> check(String note) {
        if (note.strip().length() > LONGEST || note.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Refusal.of(
                    "courier-note",
                    FIELD,
                    "Write the note for the courier in one line of at most " + LONGEST + " characters."));
        }
        return CardNumbers.contains(note) ? Optional.of(TypedText.noCards(FIELD)) : Optional.empty();
    }
}
