package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.CardNumbers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text safe to log and store: secrets, phone numbers, mail addresses and anything card-like are replaced, control
 * characters become blanks, and it is cut to 1,000 characters. Immutable.
 */
final class Scrub {
    /** Knows no secrets. */
    static final Scrub PLAIN = new Scrub(List.of());

    static final int LONGEST = 1000;

    private static final Pattern PHONE = Pattern.compile("\\+\\d[\\d ()/.-]{5,18}\\d");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"'()*]{1,64}@[^\\s@<>,;:\"'()*]{1,253}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern CONTROL_IN_LINES = Pattern.compile("[\\p{Cntrl}&&[^\\n]]+");

    private final List<String> secrets;

    Scrub(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(it -> it.length() >= 4) // shorter ones would blank out half of every text
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    String clean(String text) {
        return clean(text, CONTROL, LONGEST);
    }

    /** The same for a text of several lines. */
    String cleanLines(String text, int longest) {
        return clean(text, CONTROL_IN_LINES, longest);
    }

    private String clean(String text, Pattern control, int longest) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        clean = control.matcher(clean).replaceAll(" ");
        clean = CardNumbers.mask(clean);
        if (clean.indexOf('+') >= 0) {
            clean = PHONE.matcher(clean).replaceAll("+***");
        }
        if (clean.indexOf('@') >= 0) {
            clean = MAIL.matcher(clean).replaceAll("***@***");
        }
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }
}
