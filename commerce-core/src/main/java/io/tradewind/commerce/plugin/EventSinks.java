package io.tradewind.commerce.plugin;

import io.tradewind.commerce.event.Sink;
import io.tradewind.commerce.event.Sinks;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.SinkPort;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.EventSink;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The event sinks among the accounts as durable subscribers, each under the name {@code plugin:account}. */
@Internal
@Singleton
public final class EventSinks implements Sinks {
    private final List<Sink> all;

    @Inject
    EventSinks(Calls calls) {
        this.all = calls.eventSinks().stream()
                .map(SinkPort::account)
                .map(account -> new Sink("plugin:" + account, delivery -> take(calls.eventSink(account), delivery)))
                .toList();
    }

    @Override
    public List<Sink> all() {
        return all;
    }

    /** Throws unless the plugin acknowledged, so that the event comes again. */
    private static void take(SinkPort port, EventSink.Delivery delivery) {
        Answer<Boolean> answer = port.accept(delivery);
        if (!(answer instanceof Answer.Done<Boolean>)) {
            throw new IllegalStateException("account " + port.account() + " answered " + answer);
        }
    }
}
