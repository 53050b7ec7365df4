package io.tradewind.commerce.spi.http;

/**
 * Sends HTTP requests for plugins. Safe for use by many threads.
 *
 * <p>A request is sent once: no retry, no redirect, everything up to the last byte of the answer inside the deadline, at
 * most 8 MiB of answer.
 */
@FunctionalInterface
public interface HttpPort {
    /** Sends one request and returns what happened; throws nothing for what the network does. */
    HttpReply send(HttpCall call);
}
