package io.tradewind.commerce.plugin;

import static io.tradewind.commerce.plugin.InboxMove.*;
import static io.tradewind.commerce.plugin.InboxState.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InboxFlowTest {
    private static final Map<InboxState, Set<InboxMove>> ALLOWED = Map.of(
            RECEIVED, Set.of(APPLY, IGNORE, NO_MATCH, RETRY, GIVE_UP, REPLAY),
            UNMATCHED, Set.of(APPLY, NO_MATCH, RETRY, GIVE_UP, REPLAY),
            APPLIED, Set.of(REPLAY),
            IGNORED, Set.of(REPLAY),
            DEAD, Set.of(REPLAY));

    @Test
    void every_state_allows_its_moves_and_no_others() {
        for (InboxState state : InboxState.values()) {
            for (InboxMove move : InboxMove.values()) {
                assertThat(InboxFlow.TABLE.allows(state, move))
                        .as("%s in %s", move, state)
                        .isEqualTo(ALLOWED.get(state).contains(move));
            }
        }
    }
}
