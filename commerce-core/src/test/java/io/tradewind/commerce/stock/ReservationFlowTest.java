package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationMove.*;
import static io.tradewind.commerce.stock.ReservationState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testing.FlowWalk;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservationFlowTest {
    private static final Map<ReservationState, Set<ReservationMove>> ALLOWED = Map.of(
            HELD, EnumSet.of(PROLONG, EXPIRE, ALLOCATE, ReservationMove.RELEASE),
            ALLOCATED, EnumSet.of(ReservationMove.RELEASE, SHIP),
            AWAITING, EnumSet.of(FILL, ReservationMove.RELEASE),
            SHIPPED, Set.of(),
            RELEASED, Set.of(),
            EXPIRED, Set.of());

    @Test
    void every_move_is_allowed_in_its_states_and_nowhere_else() {
        FlowWalk.allowsJust(ReservationFlow.TABLE, ReservationMove.class, ALLOWED);
    }

    @Test
    void what_was_shipped_released_or_lapsed_stays_so() {
        assertThat(ReservationFlow.TABLE.terminal()).containsExactlyInAnyOrder(SHIPPED, RELEASED, EXPIRED);
    }
}
