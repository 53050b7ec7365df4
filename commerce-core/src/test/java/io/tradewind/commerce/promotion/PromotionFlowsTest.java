package io.tradewind.commerce.promotion;

import io.tradewind.commerce.testing.FlowWalk;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromotionFlowsTest {
    private static final Map<CodeUseState, Set<CodeUseMove>> USES = Map.of(
            CodeUseState.HELD, Set.of(CodeUseMove.USE, CodeUseMove.RELEASE),
            CodeUseState.USED, Set.of(CodeUseMove.GIVE_BACK),
            CodeUseState.RELEASED, Set.of(),
            CodeUseState.GIVEN_BACK, Set.of());

    private static final Map<CommissionState, Set<CommissionMove>> COMMISSIONS = Map.of(
            CommissionState.ACCRUED, Set.of(CommissionMove.REDUCE, CommissionMove.REVERSE, CommissionMove.RIPEN),
            CommissionState.PAYABLE, Set.of(CommissionMove.REDUCE, CommissionMove.REVERSE, CommissionMove.PAY),
            CommissionState.PAID, Set.of(CommissionMove.REDUCE, CommissionMove.PAY),
            CommissionState.REVERSED, Set.of());

    @Test
    void every_move_of_a_code_use_is_allowed_in_its_states_and_nowhere_else() {
        FlowWalk.allowsJust(CodeUseFlow.TABLE, CodeUseMove.class, USES);
    }

    @Test
    void every_move_of_a_commission_is_allowed_in_its_states_and_nowhere_else() {
        FlowWalk.allowsJust(CommissionFlow.TABLE, CommissionMove.class, COMMISSIONS);
    }
}
