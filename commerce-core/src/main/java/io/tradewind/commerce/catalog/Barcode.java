package io.tradewind.commerce.catalog;

import io.tradewind.commerce.spi.Internal;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a scanner reads. A GTIN is one number however many leading zeros it is written with: scanners read a UPC of 12
 * digits as an EAN of 13, so 8, 12, 13 and 14 digits are compared by what follows the zeros. Other codes are compared
 * as they are.
 */
@Internal
public final class Barcode {
    private static final Pattern GTIN = Pattern.compile("\\d{8}|\\d{12,14}");
    private static final int[] LENGTHS = {8, 12, 13, 14};

    private Barcode() {}

    /** Equal for codes that are the same article's. */
    public static String key(String code) {
        String text = code.strip();
        return GTIN.matcher(text).matches() ? "0".repeat(14 - text.length()) + text : text;
    }

    /** All ways in which that code may have been written down. */
    public static Set<String> spellings(String code) {
        Set<String> spellings = new TreeSet<>();
        String key = key(code);
        spellings.add(code.strip());
        if (GTIN.matcher(key).matches()) {
            for (int length : LENGTHS) {
                if (key.startsWith("0".repeat(14 - length))) {
                    spellings.add(key.substring(14 - length));
                }
            }
        }
        return spellings;
    }
}
