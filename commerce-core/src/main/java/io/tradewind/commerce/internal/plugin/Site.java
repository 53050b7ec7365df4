package io.tradewind.commerce.internal.plugin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which call is made.
 *
 * @param kind decides limit and bulkhead
 * @param name the method
 * @param operation identity of an operation, if it has one
 * @param attempt which try of it
 * @param deadline the caller's own; may only shorten the limit
 * @param asked what the plugin is asked, for the record; empty if that says nothing
 */
record Site(
        CallKind kind, String name, Optional<UUID> operation, int attempt, Instant deadline, Optional<Object> asked) {
    Site(CallKind kind, String name, Optional<UUID> operation, int attempt, Instant deadline) {
        this(kind, name, operation, attempt, deadline, Optional.empty());
    }

    /** The same call with what is asked. */
    Site asking(Object what) {
        return new Site(kind, name, operation, attempt, deadline, Optional.of(what));
    }

    static Site read(CallKind kind, String name, Instant deadline) {
        return new Site(kind, name, Optional.empty(), 1, deadline);
    }
}
