package io.tradewind.commerce.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of table obligation: from one payment no more than {@code keep} minor units may be held.
 *
 * @param subject the payment
 * @param triedAt when something was last undertaken
 * @param askedBy label of the member of staff whose doing it is; empty if it is nobody's
 * @param nextAt when a job looks at it; null for never
 */
record ObligationRow(
        int storeId,
        UUID id,
        Kind kind,
        UUID subject,
        UUID checkoutId,
        ObligationState state,
        int version,
        long keep,
        String cause,
        String reason,
        Instant dueAt,
        @Nullable UUID task,
        @Nullable Instant nextAt,
        int tries,
        @Nullable Instant triedAt,
        String askedBy) {
    /** What is owed, and how far a machine may act on it. */
    enum Kind {
        /** Give up or pay back what is above the sum to keep. */
        VOID_OR_REFUND,
        /** The same, if another payment has really paid. */
        DUPLICATE,
        /** Money moved outside: only staff act, the machine watches. */
        OUTSIDE
    }

    boolean isStanding() {
        return state == ObligationState.OPEN || state == ObligationState.ESCALATED;
    }
}
