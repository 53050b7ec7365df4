package io.tradewind.commerce.catalog;

import java.time.Duration;
import org.joda.money.Money;

/**
 * What may be engraved on a product.
 *
 * @param maxGraphemes most characters of a line, as a reader counts them; 1 to 200
 * @param lines how many lines there may be; 1 to 10
 * @param allowedGlyphs every character that can be made, each as it is (no pattern); empty if any printable one can
 * @param price for the engraving of one unit; zero or more
 * @param leadTime time the work takes before the parcel can leave
 * @param returnable whether an engraved unit may be sent back without a fault
 */
public record EngravingSpec(
        int maxGraphemes, int lines, String allowedGlyphs, Money price, Duration leadTime, boolean returnable) {
    /** Latin letters with the accents of western Europe, digits, blank and common punctuation. */
    public static final String LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;!?&+-'\"/()"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœ";

    /** One line of Latin letters, made within a day, not returnable. */
    public static EngravingSpec oneLine(int maxGraphemes, Money price) {
        return new EngravingSpec(maxGraphemes, 1, LATIN, price, Duration.ofDays(1), false);
    }
}
