package io.tradewind.commerce.plugin;

import static io.tradewind.commerce.plugin.InboxMove.*;
import static io.tradewind.commerce.plugin.InboxState.*;

import io.tradewind.commerce.testing.FlowWalk;
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
        FlowWalk.allowsJust(InboxFlow.TABLE, InboxMove.class, ALLOWED);
    }
}
