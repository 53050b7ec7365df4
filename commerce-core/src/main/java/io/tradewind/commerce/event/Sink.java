package io.tradewind.commerce.event;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.EventSink;
import java.util.function.Consumer;

/**
 * A plugin that takes all durable events, in order per subject.
 *
 * @param name unique and stable among all durable subscribers: its account
 * @param way takes one delivery through the guard; returning acknowledges it, throwing has it come again
 */
@Internal
public record Sink(String name, Consumer<EventSink.Delivery> way) {}
