package io.tradewind.commerce.plugin;

/** States of a webhook's item in the inbox. */
public enum InboxState {
    /** Stored and acknowledged, not applied yet. */
    RECEIVED,
    /** Folded into what it is about. */
    APPLIED,
    /** Of a kind that changes nothing. */
    IGNORED,
    /** About something not known (yet); tried again. */
    UNMATCHED,
    /** Given up after ten tries; staff may replay it. */
    DEAD
}
