package io.tradewind.commerce.promotion;

import static io.tradewind.commerce.promotion.CommissionMove.*;
import static io.tradewind.commerce.promotion.CommissionState.*;

import io.tradewind.commerce.flow.Flow;

/** The life of the commission of one order. */
public final class CommissionFlow {
    /** Which move leads where. */
    public static final Flow<CommissionState, CommissionMove> TABLE = Flow.of(
                    "commission", CommissionState.class, CommissionMove.class)
            .birth(ACCRUE, ACCRUED)
            .stay(REDUCE, ACCRUED, PAYABLE, PAID)
            .allow(REVERSE, REVERSED, ACCRUED, PAYABLE)
            .allow(RIPEN, PAYABLE, ACCRUED)
            .allow(PAY, PAID, PAYABLE, PAID)
            .build();

    private CommissionFlow() {}
}
