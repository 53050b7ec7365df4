package io.tradewind.commerce.spi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A postal address. Personal data: it prints its country only.
 *
 * @param name who receives, person or company
 * @param lines street lines, 1 to 5
 * @param city city or town
 * @param region state or province where the country uses one, else empty
 * @param postcode postal code where the country uses one, else empty
 * @param country ISO 3166-1 code of two capital letters
 */
public record Address(String name, List<String> lines, String city, String region, String postcode, String country) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int LONGEST = 200;

    /** Trims every part, leaves {@link UnseenMarks} out, and refuses an address that is incomplete, too long, or has control characters. */
    public Address {
        name = part("name", name, true);
        lines = lines.stream().map(it -> part("line", it, true)).toList();
        city = part("city", city, true);
        region = part("region", region, false);
        postcode = part("postcode", postcode, false);
        if (lines.isEmpty() || lines.size() > 5) {
            throw new IllegalArgumentException("an address has 1 to 5 lines, not " + lines.size());
        }
        if (!COUNTRY.matcher(country).matches()) {
            throw new IllegalArgumentException("country is not a code of two capital letters");
        }
    }

    private static String part(String which, String text, boolean required) {
        String trimmed = UnseenMarks.without(text).strip();
        if (required && trimmed.isEmpty()) {
            throw new IllegalArgumentException("address without " + which);
        }
        if (trimmed.length() > LONGEST) {
            throw new IllegalArgumentException("address " + which + " is longer than " + LONGEST + " characters");
        }
        for (int i = 0; i < trimmed.length(); i++) {
            if (Character.isISOControl(trimmed.charAt(i))) {
                throw new IllegalArgumentException("address " + which + " has control characters");
            }
        }
        return trimmed;
    }

    /** Returns the country only; the rest is personal. */
    @Override
    public String toString() {
        return "Address[" + country + " ***]";
    }
}
