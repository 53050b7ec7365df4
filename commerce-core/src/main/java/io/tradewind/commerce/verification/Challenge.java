package io.tradewind.commerce.verification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One verification as it is stored. Prints neither number nor owner.
 *
 * @param codes those sent for it, the first one first
 */
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
        Optional<Instant> verifiedAt,
        List<SentCode> codes) {
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
                verifiedAt,
                codes);
    }

    /** One more code is being sent. */
    Challenge again(Instant leaseUntil, Instant nextAt, Instant endsAt) {
        return new Challenge(
                id,
                subject,
                ownerKey,
                purpose,
                phone,
                VerificationState.SENDING,
                version + 1,
                sends + 1,
                checks,
                leaseUntil,
                nextAt,
                endsAt,
                createdAt,
                verifiedAt,
                codes);
    }

    Challenge with(SentCode code) {
        List<SentCode> all = new ArrayList<>(codes);
        all.add(code);
        return withCodes(all);
    }

    /** With that code changed. */
    Challenge with(UUID code, UnaryOperator<SentCode> change) {
        return withCodes(codes.stream()
                .map(it -> it.id().equals(code) ? change.apply(it) : it)
                .toList());
    }

    /** Codes that can still be entered, the newest first. */
    List<SentCode> live(Instant now) {
        return codes.stream()
                .filter(it -> it.expiresAt().isAfter(now))
                .sorted(Comparator.comparing(SentCode::position).reversed())
                .toList();
    }

    private Challenge withCodes(List<SentCode> all) {
        return new Challenge(
                id,
                subject,
                ownerKey,
                purpose,
                phone,
                state,
                version,
                sends,
                checks,
                sendingUntil,
                resendAt,
                expiresAt,
                createdAt,
                verifiedAt,
                List.copyOf(all));
    }

    @Override
    public String toString() {
        return "Challenge[" + id + ", " + state + ", version " + version + "]";
    }
}
