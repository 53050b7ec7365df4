package io.tradewind.commerce.returns;

import static io.tradewind.commerce.returns.ClaimState.APPROVED;
import static io.tradewind.commerce.returns.ClaimState.CANCELLED;
import static io.tradewind.commerce.returns.ClaimState.OPEN;
import static io.tradewind.commerce.returns.ClaimState.REJECTED;
import static io.tradewind.commerce.returns.ClaimState.RESOLVED;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of a claim as a table. */
@Internal
public final class ClaimFlow {
    /** All moves. */
    public static final Flow<ClaimState, ClaimMove> FLOW = Flow.of("claim", ClaimState.class, ClaimMove.class)
            .birth(ClaimMove.OPEN, OPEN)
            .allow(ClaimMove.APPROVE, APPROVED, OPEN)
            .allow(ClaimMove.REJECT, REJECTED, OPEN)
            .allow(ClaimMove.CANCEL, CANCELLED, OPEN)
            .allow(ClaimMove.RESOLVE, RESOLVED, APPROVED)
            .build();

    private ClaimFlow() {}
}
