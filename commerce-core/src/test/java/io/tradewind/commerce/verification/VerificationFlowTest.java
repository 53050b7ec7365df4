package io.tradewind.commerce.verification;

import static io.tradewind.commerce.verification.VerificationMove.*;
import static io.tradewind.commerce.verification.VerificationState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testing.FlowWalk;
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
        FlowWalk.allowsJust(VerificationFlow.TABLE, VerificationMove.class, ALLOWED);
        assertThat(VerificationFlow.TABLE.terminal()).containsExactly(VERIFIED, BURNT, EXPIRED, CANCELLED);
    }

    @Test
    void a_wrong_guess_stays_and_the_right_one_verifies() {
        assertThat(VerificationFlow.TABLE.to(SENT, MISS)).isEqualTo(SENT);
        assertThat(VerificationFlow.TABLE.to(SENT, MATCH)).isEqualTo(VERIFIED);
    }
}
