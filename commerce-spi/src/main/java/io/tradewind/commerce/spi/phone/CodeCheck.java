package io.tradewind.commerce.spi.phone;

/** Outcome of checking a code. */
public enum CodeCheck {
    /** The right one. */
    MATCH,
    /** Not the right one. */
    NO_MATCH,
    /** Too late. */
    EXPIRED,
    /** Used before, or too many wrong tries. */
    USED_UP
}
