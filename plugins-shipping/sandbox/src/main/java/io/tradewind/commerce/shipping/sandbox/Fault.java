package io.tradewind.commerce.shipping.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can go wrong with a call. A fault given by setting or postcode strikes an operation once. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** Happens, and the answer gets lost. */
    LOST_ANSWER,
    /** Does not happen, and nobody knows. */
    LOST_BEFORE,
    /** Happens, and the call hangs until interrupted or released. */
    HANG,
    /** Does not happen, and the call hangs until interrupted or released. */
    HANG_BEFORE,
    /** Happens, and the answer comes shortly after the deadline. */
    LATE,
    /** The carrier says no, each time. */
    REFUSE,
    /** The carrier does not accept our request, each time. */
    REJECT,
    /** Never reached the carrier. */
    NOT_SENT,
    /** Throws; nothing happens. */
    THROW,
    /** Happens, then throws. */
    THROW_AFTER,
    /** Happens, and the answer is {@code null}. */
    NULL,
    /** Happens, and the answer is rubbish: a web page for a label, a price or promise that cannot be. */
    GARBAGE;

    /** Postcodes that bring a fault with them when something is booked to or from them. */
    private static final Map<String, Fault> POSTCODES = Map.of(
            "99901", LOST_ANSWER,
            "99902", LOST_BEFORE,
            "99903", HANG,
            "99904", HANG_BEFORE,
            "99905", REFUSE,
            "99906", NOT_SENT,
            "99907", THROW,
            "99908", GARBAGE,
            "99909", LATE,
            "99910", REJECT);

    /** Returns the word used in settings, as "lost-answer". */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fault of(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such fault: " + word));
    }

    static Optional<Fault> ofPostcode(String postcode) {
        return Optional.ofNullable(POSTCODES.get(postcode));
    }

    boolean strikesOnce() {
        return this != REFUSE && this != REJECT;
    }

    static String[] words() {
        return Arrays.stream(values()).map(Fault::word).toArray(String[]::new);
    }
}
