package io.tradewind.commerce.verification;

/** States of a phone verification. */
public enum VerificationState {
    SENDING,
    SENT,
    UNSENT,
    VERIFIED,
    BURNT,
    EXPIRED,
    CANCELLED
}
