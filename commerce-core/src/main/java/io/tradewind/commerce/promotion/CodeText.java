package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.spi.UnseenMarks;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a code is compared: without regard to case, blanks around it, marks that nobody sees or the width of its characters. */
final class CodeText {
    static final int MAX = 40;
    private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9][A-Z0-9_-]{2,39}");

    private CodeText() {}

    /** The comparable form; cut where no code can be that long. */
    static String fold(String text) {
        Given.value("code", text);
        String cut = text.length() > 4 * MAX ? text.substring(0, 4 * MAX) : text;
        String folded = Normalizer.normalize(UnseenMarks.without(cut), Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT);
        return folded.length() > MAX ? folded.substring(0, MAX) : folded;
    }

    /** True if a code may read like this once folded. */
    static boolean isAllowed(String folded) {
        return ALLOWED.matcher(folded).matches();
    }
}
