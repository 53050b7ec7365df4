package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import java.util.Map;
import java.util.UUID;

/**
 * A box that is closed now, with what lies in it.
 *
 * @param grams weight in grams; 0 to take the sum of its units
 * @param lengthMm length in millimetres; 0 when not measured
 * @param widthMm width in millimetres; 0 when not measured
 * @param heightMm height in millimetres; 0 when not measured
 * @param quantities units by order line
 */
public record Box(int grams, int lengthMm, int widthMm, int heightMm, Map<UUID, Integer> quantities) {
    /** Checks the numbers. */
    public Box {
        quantities = Map.copyOf(quantities);
        if (quantities.isEmpty() || quantities.values().stream().anyMatch(units -> units < 1)) {
            throw CommerceException.badArgument("quantities", quantities.values(), "at least one unit of each line");
        }
        check("grams", grams, 1_000_000);
        check("lengthMm", lengthMm, 100_000);
        check("widthMm", widthMm, 100_000);
        check("heightMm", heightMm, 100_000);
    }

    /** A box that was not measured. */
    public static Box of(Map<UUID, Integer> quantities) {
        return new Box(0, 0, 0, 0, quantities);
    }

    /** The same box on the scales. */
    public Box weighing(int itsGrams) {
        return new Box(itsGrams, lengthMm, widthMm, heightMm, quantities);
    }

    private static void check(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw CommerceException.badArgument(field, value, "0 to " + most);
        }
    }
}
