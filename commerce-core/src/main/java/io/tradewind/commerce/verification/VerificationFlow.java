package io.tradewind.commerce.verification;

import static io.tradewind.commerce.verification.VerificationMove.*;
import static io.tradewind.commerce.verification.VerificationState.*;

import io.tradewind.commerce.flow.Flow;

/** The life of a phone verification. */
public final class VerificationFlow {
    /** Which move leads where. */
    public static final Flow<VerificationState, VerificationMove> TABLE = Flow.of(
                    "verification", VerificationState.class, VerificationMove.class)
            .birth(START, SENDING)
            .allow(MARK_SENT, SENT, SENDING)
            .allow(MARK_UNSENT, UNSENT, SENDING)
            .allow(RESEND, SENDING, SENT, UNSENT)
            .allow(MATCH, VERIFIED, SENT)
            .stay(MISS, SENT)
            .allow(BURN, BURNT, SENT)
            .allow(EXPIRE, EXPIRED, SENDING, SENT, UNSENT)
            .allow(CANCEL, CANCELLED, SENDING, SENT, UNSENT)
            .build();

    private VerificationFlow() {}
}
