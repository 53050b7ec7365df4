package io.tradewind.commerce.internal.plugin;

import java.time.Duration;

/** Kinds of outward calls and the longest each may take; a request's own deadline may only be shorter. */
enum CallKind {
    EFFECT(Bulkhead.EFFECTS, Duration.ofSeconds(30)),
    BOOK(Bulkhead.EFFECTS, Duration.ofSeconds(20)),
    VERIFY(Bulkhead.EFFECTS, Duration.ofSeconds(5)),
    READ(Bulkhead.READS, Duration.ofSeconds(10)),
    HEALTH(Bulkhead.READS, Duration.ofSeconds(5)),
    PARSE(Bulkhead.READS, Duration.ofSeconds(2)),
    QUOTE(Bulkhead.QUOTES, Duration.ofMillis(1500));

    final Bulkhead bulkhead;
    final Duration limit;

    CallKind(Bulkhead bulkhead, Duration limit) {
        this.bulkhead = bulkhead;
        this.limit = limit;
    }
}
