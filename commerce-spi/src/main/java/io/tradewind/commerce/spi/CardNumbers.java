package io.tradewind.commerce.spi;

import java.util.regex.Pattern;

/**
 * Recognises text that looks like a payment card number: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1,
 * annex B). Used to keep such numbers out of tokens, logs and stored details.
 */
public final class CardNumbers {
    // not inside a longer word or a dashed identifier: parts of a UUID are no card numbers
    private static final Pattern CANDIDATE =
            Pattern.compile("(?<!\\p{Alnum})(?<!\\p{Alnum}-)\\d(?:[ -]?\\d){12,18}(?!\\p{Alnum})(?!-\\p{Alnum})");

    private CardNumbers() {}

    /** Returns whether the whole text, blanks and dashes aside, is 13 to 19 digits that pass the Luhn check. */
    public static boolean looksLikeOne(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != '-' && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return false;
            }
        }
        return digits.length() >= 13 && digits.length() <= 19 && passesLuhn(digits);
    }

    /** Returns whether any part of the text looks like a card number. */
    public static boolean contains(String text) {
        return CANDIDATE.matcher(text).results().anyMatch(it -> looksLikeOne(it.group()));
    }

    /** Returns the text with every part that looks like a card number replaced by {@code ***}. */
    public static String mask(String text) {
        return CANDIDATE.matcher(text).replaceAll(it -> looksLikeOne(it.group()) ? "***" : it.group());
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            if (twice) {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
