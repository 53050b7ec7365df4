package io.tradewind.commerce.plugin;

/** Moves of a webhook's item in the inbox. */
public enum InboxMove {
    TAKE_IN,
    APPLY,
    IGNORE,
    NO_MATCH,
    RETRY,
    GIVE_UP,
    REPLAY
}
