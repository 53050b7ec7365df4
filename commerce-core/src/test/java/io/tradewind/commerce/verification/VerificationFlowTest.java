package io.tradewind.commerce.verification;

import static io.tradewind.commerce.verification.VerificationMove.*;
import static io.tradewind.commerce.verification.VerificationState.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerificationFlowTest {
    private static final Map<VerificationState, Set<VerificationMove>> ALLOWED = new EnumMap<>(Map.of(
            SENDING, Set.of(MARK_SENT, MARK_UNSENT, EXPIRE, CANCEL),
            SENT, Set.of(RESEND, MATCH, MISS, BURN, EXPIRE, CANCEL),
            UNSENT, Set.of(RESEND, EXPIRE, CANCEL),
            VERIFIED, Set.of(),
            BURNT, Set.of(),
            EXPIRED, Set.of(),
            CANCELLED, Set.of()));

    @Test
    void every_state_allows_its_moves_and_no_others() {
        for (VerificationState state : VerificationState.values()) {
            for (VerificationMove move : VerificationMove.values()) {
                assertThat(VerificationFlow.TABLE.allows(state, move))
                        .as("%s in %s", move, state)
                        .isEqualTo(ALLOWED.get(state).contains(move));
            }
        }
        assertThat(VerificationFlow.TABLE.terminal()).containsExactly(VERIFIED, BURNT, EXPIRED, CANCELLED);
    }

    @Test
    void each_move_leads_to_one_place() {
        ALLOWED.forEach((state, moves) -> moves.forEach(
                move -> assertThat(VerificationFlow.TABLE.to(state, move)).isNotNull()));
        assertThat(VerificationFlow.TABLE.to(SENT, MISS)).isEqualTo(SENT);
        assertThat(VerificationFlow.TABLE.to(SENT, MATCH)).isEqualTo(VERIFIED);
    }
}
