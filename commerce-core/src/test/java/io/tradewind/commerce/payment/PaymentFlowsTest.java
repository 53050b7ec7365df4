package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.flow.Flow;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks every state and move of the tables of this package. */
class PaymentFlowsTest {
    private static final Map<OperationState, Map<OperationMove, Set<OperationState>>> OPERATIONS = Map.of(
            OperationState.PREPARED,
                    Map.of(
                            OperationMove.SEND, Set.of(OperationState.SENDING),
                            OperationMove.LEARN, Set.of(OperationState.APPROVED),
                            OperationMove.ABANDON, Set.of(OperationState.ABANDONED)),
            OperationState.SENDING,
                    Map.of(
                            OperationMove.ANSWER,
                            Set.of(
                                    OperationState.ACTION_REQUIRED,
                                    OperationState.PENDING,
                                    OperationState.UNKNOWN,
                                    OperationState.APPROVED,
                                    OperationState.DECLINED,
                                    OperationState.REJECTED,
                                    OperationState.NOT_SENT,
                                    OperationState.ABANDONED),
                            OperationMove.LOSE,
                            Set.of(OperationState.UNKNOWN)),
            OperationState.ACTION_REQUIRED, waiting(),
            OperationState.PENDING, waiting(),
            OperationState.UNKNOWN,
                    Map.of(
                            OperationMove.LEARN,
                            Set.of(
                                    OperationState.ACTION_REQUIRED,
                                    OperationState.PENDING,
                                    OperationState.APPROVED,
                                    OperationState.DECLINED,
                                    OperationState.REJECTED),
                            OperationMove.NEVER_HAPPENED,
                            Set.of(OperationState.NOT_SENT),
                            OperationMove.ABANDON,
                            Set.of(OperationState.ABANDONED)),
            OperationState.APPROVED, Map.of(OperationMove.LEARN, Set.of(OperationState.APPROVED)),
            OperationState.DECLINED, Map.of(OperationMove.CORRECT, Set.of(OperationState.APPROVED)),
            OperationState.REJECTED, Map.of(OperationMove.CORRECT, Set.of(OperationState.APPROVED)),
            OperationState.NOT_SENT,
                    Map.of(
                            OperationMove.SEND, Set.of(OperationState.SENDING),
                            OperationMove.CORRECT, Set.of(OperationState.APPROVED)),
            OperationState.ABANDONED, Map.of(OperationMove.CORRECT, Set.of(OperationState.APPROVED)));

    private static final Map<RefundState, Map<RefundMove, Set<RefundState>>> REFUNDS = Map.of(
            RefundState.PROPOSED,
                    Map.of(
                            RefundMove.VOUCH, Set.of(RefundState.PROPOSED),
                            RefundMove.APPROVE, Set.of(RefundState.APPROVED),
                            RefundMove.REFUSE, Set.of(RefundState.REFUSED)),
            RefundState.APPROVED,
                    Map.of(
                            RefundMove.RUN, Set.of(RefundState.RUNNING),
                            RefundMove.CANCEL, Set.of(RefundState.CANCELLED)),
            RefundState.RUNNING,
                    Map.of(
                            RefundMove.SETTLE, Set.of(RefundState.DONE),
                            RefundMove.FAIL, Set.of(RefundState.FAILED)),
            RefundState.DONE, Map.of(RefundMove.FAIL, Set.of(RefundState.FAILED)),
            RefundState.FAILED, Map.of(RefundMove.RUN, Set.of(RefundState.RUNNING)),
            RefundState.REFUSED, Map.of(),
            RefundState.CANCELLED, Map.of());

    private static final Map<ObligationState, Map<ObligationMove, Set<ObligationState>>> OBLIGATIONS = Map.of(
            ObligationState.OPEN,
                    Map.of(
                            ObligationMove.ESCALATE, Set.of(ObligationState.ESCALATED),
                            ObligationMove.FULFIL, Set.of(ObligationState.DONE)),
            ObligationState.ESCALATED,
                    Map.of(
                            ObligationMove.FULFIL, Set.of(ObligationState.DONE),
                            ObligationMove.WAIVE, Set.of(ObligationState.WAIVED)),
            ObligationState.DONE, Map.of(),
            ObligationState.WAIVED, Map.of());

    @Test
    void operations_move_as_the_table_says_and_not_otherwise() {
        walk(OperationFlow.TABLE, OperationState.values(), OperationMove.values(), OPERATIONS);
        assertThat(OperationFlow.TABLE.terminal()).containsExactly(OperationState.APPROVED);
    }

    @Test
    void refunds_move_as_the_table_says_and_not_otherwise() {
        walk(RefundFlow.TABLE, RefundState.values(), RefundMove.values(), REFUNDS);
        assertThat(RefundFlow.TABLE.terminal()).containsExactlyInAnyOrder(RefundState.REFUSED, RefundState.CANCELLED);
    }

    @Test
    void obligations_move_as_the_table_says_and_not_otherwise() {
        walk(ObligationFlow.TABLE, ObligationState.values(), ObligationMove.values(), OBLIGATIONS);
    }

    private static Map<OperationMove, Set<OperationState>> waiting() {
        return Map.of(
                OperationMove.LEARN,
                Set.of(
                        OperationState.ACTION_REQUIRED,
                        OperationState.PENDING,
                        OperationState.UNKNOWN,
                        OperationState.APPROVED,
                        OperationState.DECLINED,
                        OperationState.REJECTED),
                OperationMove.ABANDON,
                Set.of(OperationState.ABANDONED));
    }

    private static <S extends Enum<S>, M extends Enum<M>> void walk(
            Flow<S, M> table, S[] states, M[] moves, Map<S, Map<M, Set<S>>> expected) {
        for (S from : states) {
            for (M move : moves) {
                for (S to : states) {
                    assertThat(table.allows(from, move, to))
                            .as("%s: %s from %s to %s", table.machine(), move, from, to)
                            .isEqualTo(expected.get(from)
                                    .getOrDefault(move, Set.of())
                                    .contains(to));
                }
            }
        }
    }
}
