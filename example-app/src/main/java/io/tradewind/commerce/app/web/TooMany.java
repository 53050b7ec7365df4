package io.tradewind.commerce.app.web;

import java.time.Duration;

/** Somebody asks too often. They are told so on a page that keeps what they have typed. */
public final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Duration USUAL = Duration.ofMinutes(10);

    private final long seconds;

    /** They may ask again in so many seconds. */
    public TooMany(long seconds) {
        super("too many requests", null, false, false);
        this.seconds = seconds;
    }

    /** They have tried something too often and wait ten minutes. */
    public static TooMany tries() {
        return new TooMany(USUAL.toSeconds());
    }

    long seconds() {
        return seconds;
    }
}
