package io.tradewind.commerce.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testing.FlowWalk;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaunchFlowsTest {
    private static final Map<LaunchState, Set<LaunchMove>> OF_LAUNCHES = Map.of(
            LaunchState.DRAFT, EnumSet.of(LaunchMove.ANNOUNCE, LaunchMove.CANCEL),
            LaunchState.ANNOUNCED, EnumSet.of(LaunchMove.OPEN, LaunchMove.CANCEL),
            LaunchState.SELLING, EnumSet.of(LaunchMove.END, LaunchMove.CANCEL),
            LaunchState.ENDED, Set.of(),
            LaunchState.CANCELLED, Set.of());

    private static final Map<SignUpState, Set<SignUpMove>> OF_SIGN_UPS = Map.of(
            SignUpState.UNCONFIRMED, EnumSet.of(SignUpMove.CONFIRM, SignUpMove.WITHDRAW),
            SignUpState.REGISTERED, EnumSet.of(SignUpMove.INVITE, SignUpMove.WITHDRAW),
            SignUpState.INVITED, EnumSet.of(SignUpMove.ORDER, SignUpMove.LAPSE, SignUpMove.WITHDRAW),
            SignUpState.ORDERED, EnumSet.of(SignUpMove.REOPEN, SignUpMove.LAPSE),
            SignUpState.LAPSED, Set.of(),
            SignUpState.WITHDRAWN, Set.of());

    @Test
    void every_move_of_a_launch_is_allowed_in_its_states_and_nowhere_else() {
        FlowWalk.allowsJust(LaunchFlow.TABLE, LaunchMove.class, OF_LAUNCHES);
    }

    @Test
    void every_move_of_a_sign_up_is_allowed_in_its_states_and_nowhere_else() {
        FlowWalk.allowsJust(SignUpFlow.TABLE, SignUpMove.class, OF_SIGN_UPS);
    }

    @Test
    void what_is_over_stays_over() {
        assertThat(LaunchFlow.TABLE.terminal()).containsExactlyInAnyOrder(LaunchState.ENDED, LaunchState.CANCELLED);
        assertThat(SignUpFlow.TABLE.terminal()).containsExactlyInAnyOrder(SignUpState.LAPSED, SignUpState.WITHDRAWN);
    }
}
