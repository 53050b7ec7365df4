package io.tradewind.commerce.verification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One verification as it is stored. Prints neither number nor owner. */
record Challenge(
        UUID id,
        UUID subject,
        String ownerKey,
        String purpose,
        PhoneNumber phone,
        VerificationState state,
        int version,
        int sends,
        int checks,
        Instant sendingUntil,
        Instant resendAt,
        Instant expiresAt,
        Instant createdAt,
        Optional<Instant> verifiedAt) {
    static final int CHECKS = 5;
    static final int SENDS = 3;

    /** True while a code can still lead somewhere. */
    boolean open() {
        return state == VerificationState.SENDING
                || state == VerificationState.SENT
                || state == VerificationState.UNSENT;
    }

    /** Whoever was sending has died: the message counts as sent, since it may have been. */
    boolean sendingWasCutShort(Instant now) {
        return state == VerificationState.SENDING && !now.isBefore(sendingUntil);
    }

    int triesLeft() {
        return Math.max(0, CHECKS - checks);
    }

    Challenge in(VerificationState to) {
        return new Challenge(
                id,
                subject,
                ownerKey,
                purpose,
                phone,
                to,
                version + 1,
                sends,
                checks,
                sendingUntil,
                resendAt,
                expiresAt,
                createdAt,
                verifiedAt);
    }

    @Override
    public String toString() {
        return "Challenge[" + id + ", " + state + ", version " + version + "]";
    }
}
