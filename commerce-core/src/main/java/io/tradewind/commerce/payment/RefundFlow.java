package io.tradewind.commerce.payment;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of a refund, as a table. */
@Internal
public final class RefundFlow {
    /** The name of the machine in history. */
    public static final String MACHINE = "refund";

    /** The table. */
    public static final Flow<RefundState, RefundMove> TABLE = Flow.of(MACHINE, RefundState.class, RefundMove.class)
            .birth(RefundMove.PROPOSE, RefundState.PROPOSED)
            .allow(RefundMove.VOUCH, RefundState.PROPOSED, RefundState.PROPOSED)
            .allow(RefundMove.APPROVE, RefundState.APPROVED, RefundState.PROPOSED)
            .allow(RefundMove.REFUSE, RefundState.REFUSED, RefundState.PROPOSED)
            .allow(RefundMove.CANCEL, RefundState.CANCELLED, RefundState.APPROVED)
            .allow(RefundMove.RUN, RefundState.RUNNING, RefundState.APPROVED, RefundState.FAILED)
            .allow(RefundMove.SETTLE, RefundState.DONE, RefundState.RUNNING)
            .allow(RefundMove.FAIL, RefundState.FAILED, RefundState.RUNNING, RefundState.DONE)
            .build();

    private RefundFlow() {}
}
