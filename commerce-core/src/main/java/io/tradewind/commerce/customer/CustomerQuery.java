package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.CommerceException;
import java.util.Optional;

/**
 * Which customers to list, the newest first. Immutable.
 *
 * @param words only those whose name, e-mail address or phone number contains it; empty for all. The cost grows with the
 *     customers that are looked through
 * @param after cursor of the last page; empty for the first
 * @param size rows of a page, 1 to 100
 */
public record CustomerQuery(String words, Optional<String> after, int size) {
    private static final int LONGEST = 100;

    /** Checks the size and the length of the words. */
    public CustomerQuery {
        if (size < 1 || size > 100) {
            throw CommerceException.badArgument("size", size, "1 to 100 rows a page");
        } else if (words.length() > LONGEST) {
            throw CommerceException.badArgument("words", words.length(), "at most " + LONGEST + " characters");
        }
    }

    /** The newest 50. */
    public static CustomerQuery newest() {
        return new CustomerQuery("", Optional.empty(), 50);
    }

    /** Only customers whose name, e-mail address or phone number contains that. */
    public CustomerQuery matching(String text) {
        return new CustomerQuery(text.strip(), after, size);
    }

    /** What follows a page. */
    public CustomerQuery after(String cursor) {
        return new CustomerQuery(words, Optional.of(cursor), size);
    }

    /** Another number of rows. */
    public CustomerQuery size(int rows) {
        return new CustomerQuery(words, after, rows);
    }
}
