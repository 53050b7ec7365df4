package io.tradewind.commerce.verification;

import java.time.Instant;

/**
 * How far a verification is, as its owner may see it.
 *
 * @param masked the number but for its last three digits
 * @param resendAt from when another code may be asked for
 * @param expiresAt until when a code can be entered
 * @param triesLeft how many guesses are left
 */
public record VerificationStatus(
        VerificationState state, String masked, Instant resendAt, Instant expiresAt, int triesLeft) {}
