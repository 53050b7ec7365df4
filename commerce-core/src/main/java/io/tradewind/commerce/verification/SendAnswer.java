package io.tradewind.commerce.verification;

import io.tradewind.commerce.error.Refusal;
import java.time.Instant;

/** What became of asking for a code. Says the same for known and unknown numbers. */
public sealed interface SendAnswer {
    /**
     * A code is on its way.
     *
     * @param resendAt from when another may be asked for
     * @param expiresAt until when it can be entered
     * @param masked the number but for its last three digits
     * @param repeated true if an earlier call with the same key has sent it, and this one nothing
     */
    record Sent(Instant resendAt, Instant expiresAt, String masked, boolean repeated) implements SendAnswer {}

    /**
     * No code was sent.
     *
     * @param refusal what to show; a block never says why
     */
    record Refused(Refusal refusal) implements SendAnswer {}

    /** The code's times, for scripts and tests that expect success; throws if none was sent. */
    default Sent orThrow() {
        if (this instanceof Sent sent) {
            return sent;
        }
        throw ((Refused) this).refusal().asException();
    }
}
