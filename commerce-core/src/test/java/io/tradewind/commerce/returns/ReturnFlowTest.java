package io.tradewind.commerce.returns;

import static io.tradewind.commerce.returns.ReturnMove.APPROVE;
import static io.tradewind.commerce.returns.ReturnMove.CANCEL;
import static io.tradewind.commerce.returns.ReturnMove.EXPIRE;
import static io.tradewind.commerce.returns.ReturnMove.INSPECT;
import static io.tradewind.commerce.returns.ReturnMove.RECEIVE;
import static io.tradewind.commerce.returns.ReturnMove.REJECT;
import static io.tradewind.commerce.returns.ReturnMove.RESOLVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testing.FlowWalk;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReturnFlowTest {
    @Test
    void every_move_is_allowed_in_its_states_and_nowhere_else() {
        FlowWalk.allowsJust(
                ReturnFlow.FLOW,
                ReturnMove.class,
                Map.of(
                        ReturnState.REQUESTED, Set.of(APPROVE, REJECT, CANCEL),
                        ReturnState.APPROVED, Set.of(CANCEL, EXPIRE, RECEIVE),
                        ReturnState.RECEIVING, Set.of(RECEIVE, INSPECT),
                        ReturnState.INSPECTED, Set.of(RESOLVE),
                        ReturnState.RESOLVED, Set.of(),
                        ReturnState.REJECTED, Set.of(),
                        ReturnState.CANCELLED, Set.of(),
                        ReturnState.EXPIRED, Set.of()));
    }

    @Test
    void goods_may_come_in_parts() {
        assertThat(ReturnFlow.FLOW.to(ReturnState.RECEIVING, RECEIVE)).isEqualTo(ReturnState.RECEIVING);
    }
}
