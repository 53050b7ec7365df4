package io.tradewind.commerce.spi;

import java.time.Instant;

/**
 * One configured account of a plugin. Safe for use by many threads; lives until the shop stops.
 *
 * <p>A provider MUST NOT keep state between calls that matters for the outcome: the account may be served by several
 * processes, and a restart may come at any time.
 */
public interface Provider extends AutoCloseable {
    /**
     * Asks whether the account can be used, credentials included. MUST NOT move money, goods or messages.
     *
     * @param deadline when the answer is no longer of use; past it, throw or return {@link Health#UNKNOWN}
     */
    default Health health(Instant deadline) {
        return Health.UNKNOWN;
    }

    /** Releases threads and connections. May be called twice; the second call does nothing. */
    @Override
    default void close() {}
}
