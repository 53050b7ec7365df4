package io.tradewind.commerce.spi;

import java.time.Instant;

/**
 * One configured account of a plugin. Safe for use by many threads; lives until the shop stops.
 *
 * <p>A provider MUST NOT keep state between calls that matters for the outcome: the account may be served by several
 * processes, and a restart may come at any time (GEN-RUN-4, GEN-RUN-5, PAY-IDEM-5). It MUST NOT change anything of the
 * whole process (GEN-RUN-3), print (GEN-LOG-4), or let secrets and personal data into logs, answers or exceptions
 * (GEN-LOG-1 to 3).
 */
public interface Provider extends AutoCloseable {
    /**
     * Asks whether the account can be used, credentials included (GEN-HLTH-1). MUST NOT move money, goods or messages and
     * MUST end by the deadline (GEN-HLTH-2).
     *
     * @param deadline when the answer is no longer of use; past it, throw or return {@link Health#UNKNOWN}
     */
    default Health health(Instant deadline) {
        return Health.UNKNOWN;
    }

    /** Releases threads and connections: none MUST be left (GEN-RUN-2). May be called twice (GEN-RUN-1). */
    @Override
    default void close() {}
}
