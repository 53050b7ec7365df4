package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.joda.money.Money;

/**
 * A parcel's weight, size and content value.
 *
 * @param grams weight in grams, above 0
 * @param lengthMm length in millimetres; 0 when not known
 * @param widthMm width in millimetres; 0 when not known
 * @param heightMm height in millimetres; 0 when not known
 * @param value value of the content
 * @param customs customs lines; empty within a customs union
 */
public record Parcel(int grams, int lengthMm, int widthMm, int heightMm, Money value, List<CustomsLine> customs) {
    /** Copies the lines and refuses impossible numbers. */
    public Parcel {
        requireNonNull(value, "value");
        customs = List.copyOf(customs);
        if (grams < 1 || lengthMm < 0 || widthMm < 0 || heightMm < 0) {
            throw new IllegalArgumentException("a parcel weighs something and no side is negative");
        }
    }
}
