package io.tradewind.commerce.payment;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of an obligation, as a table. */
@Internal
public final class ObligationFlow {
    /** The name of the machine in history. */
    public static final String MACHINE = "obligation";

    /** The table. */
    public static final Flow<ObligationState, ObligationMove> TABLE = Flow.of(
                    MACHINE, ObligationState.class, ObligationMove.class)
            .birth(ObligationMove.INCUR, ObligationState.OPEN)
            .allow(ObligationMove.ESCALATE, ObligationState.ESCALATED, ObligationState.OPEN)
            .allow(ObligationMove.FULFIL, ObligationState.DONE, ObligationState.OPEN, ObligationState.ESCALATED)
            .allow(ObligationMove.WAIVE, ObligationState.WAIVED, ObligationState.ESCALATED)
            .build();

    private ObligationFlow() {}
}
