package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FulfillmentFlowsTest {
    @Test
    void work_moves_as_the_table_says_and_in_no_other_way() {
        assertThat(WorkFlow.FLOW.terminal()).containsExactlyInAnyOrder(WorkState.HANDED_OVER, WorkState.CANCELLED);
        work(WorkMove.CREATE);
        work(WorkMove.RELEASE, WorkState.WAITING);
        work(WorkMove.CALL_BACK, WorkState.RELEASED);
        work(WorkMove.CLAIM, WorkState.RELEASED);
        work(WorkMove.LET_GO, WorkState.PICKING);
        work(WorkMove.SCAN, WorkState.PICKING);
        work(WorkMove.SHORT, WorkState.PICKING);
        work(WorkMove.PACK, WorkState.PICKING);
        work(WorkMove.UNPACK, WorkState.PACKED);
        work(WorkMove.STOP, WorkState.PICKING, WorkState.PACKED);
        work(WorkMove.HAND_OVER, WorkState.PACKED);
        work(WorkMove.CANCEL, WorkState.WAITING, WorkState.RELEASED, WorkState.PICKING, WorkState.PACKED);
    }

    @Test
    void parcels_move_as_the_table_says_and_in_no_other_way() {
        assertThat(ParcelFlow.FLOW.terminal()).containsExactlyInAnyOrder(ParcelState.RETURNED, ParcelState.VOIDED);
        Set<ParcelState> moving = EnumSet.of(
                ParcelState.HANDED_OVER,
                ParcelState.IN_TRANSIT,
                ParcelState.OUT_FOR_DELIVERY,
                ParcelState.READY_FOR_COLLECTION,
                ParcelState.ATTEMPT_FAILED,
                ParcelState.RETURNING,
                ParcelState.LOST);
        parcel(ParcelMove.PLAN, EnumSet.noneOf(ParcelState.class));
        parcel(ParcelMove.BOOK, EnumSet.of(ParcelState.PLANNED));
        parcel(ParcelMove.LABEL, EnumSet.of(ParcelState.BOOKING, ParcelState.PLANNED));
        parcel(ParcelMove.NO_BOOKING, EnumSet.of(ParcelState.BOOKING));
        parcel(ParcelMove.LOST_ANSWER, EnumSet.of(ParcelState.BOOKING));
        parcel(ParcelMove.VOID, EnumSet.of(ParcelState.PLANNED, ParcelState.LABELLED));
        parcel(ParcelMove.HAND_OVER, EnumSet.of(ParcelState.LABELLED));
        parcel(ParcelMove.TRAVEL, moving);
        parcel(ParcelMove.DELIVER, moving);
        Set<ParcelState> turning = EnumSet.copyOf(moving);
        turning.add(ParcelState.DELIVERED);
        parcel(ParcelMove.TURN_BACK, turning);
        Set<ParcelState> losing = EnumSet.copyOf(moving);
        losing.remove(ParcelState.LOST);
        parcel(ParcelMove.LOSE, losing);
    }

    private static void work(WorkMove move, WorkState... from) {
        Set<WorkState> allowed = EnumSet.noneOf(WorkState.class);
        allowed.addAll(Set.of(from));
        for (WorkState state : WorkState.values()) {
            assertThat(WorkFlow.FLOW.allows(state, move)).as(state + " " + move).isEqualTo(allowed.contains(state));
        }
    }

    private static void parcel(ParcelMove move, Set<ParcelState> from) {
        for (ParcelState state : ParcelState.values()) {
            assertThat(ParcelFlow.FLOW.allows(state, move))
                    .as(state + " " + move)
                    .isEqualTo(from.contains(state));
        }
    }
}
