package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/**
 * Units of an order line that somebody wants to give back.
 *
 * @param quantity how many units, at least one
 * @param note what is wrong with them, in the customer's words; may be empty, at most 1,000 characters
 */
public record ReturnItem(UUID lineId, int quantity, ReturnReason reason, String note) {
    private static final int NOTE_LIMIT = 1_000;

    /** Checks the numbers. */
    public ReturnItem {
        if (quantity < 1) {
            throw CommerceException.badArgument("quantity", quantity, "at least one unit");
        }
        if (note.length() > NOTE_LIMIT) {
            throw CommerceException.badArgument("note", note, "at most " + NOTE_LIMIT + " characters");
        }
    }

    /** Units without a note. */
    public static ReturnItem of(UUID lineId, int quantity, ReturnReason reason) {
        return new ReturnItem(lineId, quantity, reason, "");
    }
}
