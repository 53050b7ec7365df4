package io.tradewind.commerce.verification;

/** States of a phone verification. */
public enum VerificationState {
    /** A message is about to leave. */
    SENDING,
    /** A code is on its way or there. */
    SENT,
    /** The message could not be sent; another one may be. */
    UNSENT,
    /** The right code was entered. */
    VERIFIED,
    /** Too many wrong codes were entered. */
    BURNT,
    /** Its time ran out. */
    EXPIRED,
    /** Another number took its place, or its cart went into another. */
    CANCELLED
}
