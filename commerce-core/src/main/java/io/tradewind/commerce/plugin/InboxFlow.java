package io.tradewind.commerce.plugin;

import static io.tradewind.commerce.plugin.InboxMove.*;
import static io.tradewind.commerce.plugin.InboxState.*;

import io.tradewind.commerce.flow.Flow;

/** The life of a webhook's item in the inbox. */
public final class InboxFlow {
    /** Which move leads where. Replay is harmless in every state: the fold is idempotent. */
    public static final Flow<InboxState, InboxMove> TABLE = Flow.of("inbox", InboxState.class, InboxMove.class)
            .birth(TAKE_IN, RECEIVED)
            .allow(APPLY, APPLIED, RECEIVED, UNMATCHED)
            .allow(IGNORE, IGNORED, RECEIVED)
            .allow(NO_MATCH, UNMATCHED, RECEIVED, UNMATCHED)
            .stay(RETRY, RECEIVED, UNMATCHED)
            .allow(GIVE_UP, DEAD, RECEIVED, UNMATCHED)
            .allow(REPLAY, RECEIVED, RECEIVED, APPLIED, IGNORED, UNMATCHED, DEAD)
            .build();

    private InboxFlow() {}
}
