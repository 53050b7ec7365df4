package io.tradewind.commerce.promotion;

import static io.tradewind.commerce.promotion.CodeUseMove.*;
import static io.tradewind.commerce.promotion.CodeUseState.*;

import io.tradewind.commerce.flow.Flow;

/** The life of one use of a code. */
public final class CodeUseFlow {
    /** Which move leads where. */
    public static final Flow<CodeUseState, CodeUseMove> TABLE = Flow.of(
                    "code-use", CodeUseState.class, CodeUseMove.class)
            .birth(HOLD, HELD)
            .allow(USE, USED, HELD)
            .allow(RELEASE, RELEASED, HELD)
            .allow(GIVE_BACK, GIVEN_BACK, USED)
            .build();

    private CodeUseFlow() {}
}
