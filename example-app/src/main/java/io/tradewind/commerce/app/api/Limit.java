package io.tradewind.commerce.app.api;

/** How often a caller may ask. */
public enum Limit {
    /** What most routes allow. */
    NORMAL,
    /** What could be guessed or costs money: codes, text messages, look-ups, sign-ups. */
    TIGHT
}
