package io.tradewind.commerce.event;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import java.sql.Connection;
import java.util.function.BiConsumer;

/**
 * Somebody who wants to hear of events.
 *
 * @param type events of this type and its subtypes
 * @param timing when
 * @param name unique and stable: durable deliveries are kept under it; a new name starts at now
 * @param listener gets the event, and the connection if it listens before the commit (else it must not touch it)
 */
@Internal
public record Subscription<E extends CommerceEvent>(
        Class<E> type, Timing timing, String name, BiConsumer<E, Connection> listener) {}
