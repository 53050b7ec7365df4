package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.verification.VerificationState;
import io.tradewind.commerce.verification.VerificationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A code is on its way and can be entered.
 *
 * @param masked the number it went to
 * @param minutes it works for that long
 * @param seconds until another may be asked for; 0 if at once
 */
public record CodeField(String masked, long minutes, long seconds) {
    static Optional<CodeField> of(VerificationStatus status) {
        Instant now = StoreClock.now();
        boolean enterable = (status.state() == VerificationState.SENT || status.state() == VerificationState.SENDING)
                && status.expiresAt().isAfter(now);
        return enterable
                ? Optional.of(new CodeField(
                        status.masked(),
                        Math.max(1, Duration.between(now, status.expiresAt()).toMinutes()),
                        Math.max(0, Duration.between(now, status.resendAt()).toSeconds())))
                : Optional.empty();
    }
}
