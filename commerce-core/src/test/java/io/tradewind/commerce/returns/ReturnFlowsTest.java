package io.tradewind.commerce.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.flow.Flow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReturnFlowsTest {
    @Test
    void returns_move_as_the_table_says_and_in_no_other_way() {
        walk(
                ReturnFlow.FLOW,
                ReturnState.values(),
                ReturnMove.values(),
                "REQUESTED APPROVE APPROVED",
                "REQUESTED REJECT REJECTED",
                "REQUESTED CANCEL CANCELLED",
                "APPROVED CANCEL CANCELLED",
                "APPROVED EXPIRE EXPIRED",
                "APPROVED RECEIVE RECEIVING",
                "RECEIVING RECEIVE RECEIVING",
                "RECEIVING INSPECT INSPECTED",
                "INSPECTED RESOLVE RESOLVED");
    }

    @Test
    void claims_move_as_the_table_says_and_in_no_other_way() {
        walk(
                ClaimFlow.FLOW,
                ClaimState.values(),
                ClaimMove.values(),
                "OPEN APPROVE APPROVED",
                "OPEN REJECT REJECTED",
                "OPEN CANCEL CANCELLED",
                "APPROVED RESOLVE RESOLVED");
    }

    @Test
    void remedies_move_as_the_table_says_and_in_no_other_way() {
        walk(
                RemedyFlow.FLOW,
                RemedyState.values(),
                RemedyMove.values(),
                "PLANNED WAIT WAITING",
                "PLANNED RUN RUNNING",
                "WAITING RUN RUNNING",
                "FAILED RUN RUNNING",
                "RUNNING END DONE",
                "RUNNING FAIL FAILED",
                "PLANNED WITHDRAW CANCELLED",
                "WAITING WITHDRAW CANCELLED");
    }

    private static <S extends Enum<S>, M extends Enum<M>> void walk(
            Flow<S, M> flow, S[] states, M[] moves, String... steps) {
        Set<String> found = new HashSet<>();
        for (S state : states) {
            for (M move : moves) {
                if (flow.allows(state, move)) {
                    found.add(state + " " + move + " " + flow.to(state, move));
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(List.of(steps));
    }
}
