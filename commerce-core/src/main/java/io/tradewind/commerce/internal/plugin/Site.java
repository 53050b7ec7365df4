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
 */
record Site(CallKind kind, String name, Optional<UUID> operation, int attempt, Instant deadline) {
    static Site read(CallKind kind, String name, Instant deadline) {
        return new Site(kind, name, Optional.empty(), 1, deadline);
    }
}
