package io.tradewind.commerce.internal.plugin;

import java.time.Duration;

/** Kinds of outward calls and the longest each may take; a request's own deadline may only be shorter. */
enum CallKind {
    EFFECT(Bulkhead.EFFECTS, Duration.ofSeconds(30), true),
    BOOK(Bulkhead.EFFECTS, Duration.ofSeconds(20), true),
    VERIFY(Bulkhead.EFFECTS, Duration.ofSeconds(5), true),
    READ(Bulkhead.READS, Duration.ofSeconds(10), true),
    HEALTH(Bulkhead.READS, Duration.ofSeconds(5), false),
    /** Reads a webhook, or asks something that needs no network. */
    PARSE(Bulkhead.INTAKE, Duration.ofSeconds(2), false),
    QUOTE(Bulkhead.QUOTES, Duration.ofMillis(1500), true),
    /** Judges a checkout while its buyer waits. */
    GATE(Bulkhead.QUOTES, Duration.ofSeconds(2), true);

    final Bulkhead bulkhead;
    final Duration limit;

    /** False for calls that say nothing about the provider: strangers can make a webhook fail to parse. */
    final boolean heedsBreaker;

    CallKind(Bulkhead bulkhead, Duration limit, boolean heedsBreaker) {
        this.bulkhead = bulkhead;
        this.limit = limit;
        this.heedsBreaker = heedsBreaker;
    }

    /** True if each call is kept on record; webhooks have the inbox, and the forged ones leave no trace. */
    boolean recorded() {
        return this != PARSE;
    }
}
