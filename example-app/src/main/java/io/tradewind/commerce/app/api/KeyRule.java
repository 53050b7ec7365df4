package io.tradewind.commerce.app.api;

/** Whether a request must name itself with an {@code Idempotency-Key}. */
public enum KeyRule {
    /** It need not: repeating it does no harm. */
    NONE,
    /** It must; what it does and the answer that is kept are committed together. */
    JOINED,
    /** It must; it goes out to a provider, so the answer is kept right after. */
    CLAIMED,
    /** It must; the library keeps the wish with what came of it, and answers it again from there. */
    KNOWN
}
