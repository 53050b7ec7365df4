package io.tradewind.commerce.delivery;

import java.util.List;
import java.util.Locale;

/** How postcodes are compared: blanks, dashes and case do not count. */
final class Postcodes {
    private static final int LONGEST = 12;

    private Postcodes() {}

    static String plain(String postcode) {
        StringBuilder plain = new StringBuilder();
        postcode.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT);
    }

    /** True if it can be a postcode at all. */
    static boolean plausible(String postcode) {
        String plain = plain(postcode);
        return !plain.isEmpty() && plain.length() <= LONGEST;
    }

    /** True if it begins with one of the prefixes, or if there is none. */
    static boolean within(String postcode, List<String> prefixes) {
        String plain = plain(postcode);
        return prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> plain.startsWith(plain(prefix)));
    }
}
