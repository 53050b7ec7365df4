package io.tradewind.commerce.spi;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a provider said besides the outcome: its raw code, and the fields the plugin vouches for as safe to store and
 * show to staff. Card-like numbers are masked at the door; personal data and secrets MUST NOT be put in (GEN-LOG-1
 * to 3).
 *
 * @param rawCode the provider's own code, empty when there is none
 * @param safe safe fields by name
 */
public record Details(String rawCode, Map<String, String> safe) {
    /** No details. */
    public static final Details NONE = new Details("", Map.of());

    private static final int LONGEST = 500;

    /** Copies the fields, masks what looks like a card number, and cuts values to 500 characters. */
    public Details {
        rawCode = clean(rawCode);
        Map<String, String> copy = new TreeMap<>();
        safe.forEach((name, value) -> copy.put(clean(name), clean(value)));
        safe = Collections.unmodifiableMap(copy);
    }

    /** Returns details with nothing but the provider's code. */
    public static Details code(String rawCode) {
        return new Details(rawCode, Map.of());
    }

    /** Returns these details with one more safe field. */
    public Details with(String name, String value) {
        Map<String, String> more = new TreeMap<>(safe);
        more.put(name, value);
        return new Details(rawCode, more);
    }

    private static String clean(String text) {
        String masked = CardNumbers.mask(text);
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) : masked;
    }
}
