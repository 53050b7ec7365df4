package io.tradewind.commerce.verification;

/** Moves of a phone verification. */
public enum VerificationMove {
    START,
    MARK_SENT,
    MARK_UNSENT,
    RESEND,
    MATCH,
    MISS,
    BURN,
    EXPIRE,
    CANCEL
}
