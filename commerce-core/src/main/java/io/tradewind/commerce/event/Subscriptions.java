package io.tradewind.commerce.event;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.EventSink;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who wants to hear of events in this process. Immutable. */
@Internal
@Singleton
public final class Subscriptions {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final int NAME = 60;

    private final List<Subscription<?>> subscriptions;
    private final Map<String, Durable> durable = new LinkedHashMap<>();

    @Inject
    Subscriptions(List<Subscription<?>> subscriptions, Sinks sinks) {
        this.subscriptions = List.copyOf(subscriptions);
        subscriptions.stream()
                .filter(it -> it.timing() == Timing.DURABLE)
                .forEach(it -> enter(new Durable(it.name(), it::wants, delivery -> hear(it, delivery.event(), null))));
        sinks.all().forEach(it -> enter(new Durable(it.name(), event -> true, it.way())));
    }

    /** A durable subscriber: deliveries are kept under its name. */
    record Durable(String name, Predicate<CommerceEvent> wanted, Consumer<EventSink.Delivery> way) {}

    /** Names of all durable subscribers. */
    Set<String> names() {
        return durable.keySet();
    }

    Optional<Durable> named(String name) {
        return Optional.ofNullable(durable.get(name));
    }

    List<Durable> durable(CommerceEvent event) {
        return durable.values().stream().filter(it -> it.wanted().test(event)).toList();
    }

    /** Hands over what must run inside the transaction. */
    void beforeCommit(CommerceEvent event, Consumer<Consumer<Connection>> to) {
        at(Timing.BEFORE_COMMIT)
                .filter(it -> it.wants(event))
                .forEach(it -> to.accept(connection -> hear(it, event, connection)));
    }

    /**
     * Hands over what is to run after the commit; a failure of it is only logged.
     *
     * @param recorded all events that are recorded with it
     */
    void afterCommit(CommerceEvent event, List<CommerceEvent> recorded, Consumer<Runnable> to) {
        at(Timing.AFTER_COMMIT)
                .filter(it -> it.wants(event, recorded))
                .forEach(it -> to.accept(() -> {
                    try {
                        hear(it, event, null);
                    } catch (RuntimeException e) {
                        log.warn("Listener {} failed after the commit", it.name(), e);
                    }
                }));
    }

    private Stream<Subscription<?>> at(Timing timing) {
        return subscriptions.stream().filter(it -> it.timing() == timing);
    }

    private void enter(Durable one) {
        if (one.name().isBlank() || one.name().length() > NAME) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The durable listener '" + one.name() + "' needs a name of 1 to " + NAME + " characters.");
        }
        if (durable.put(one.name(), one) != null) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "Two durable listeners are named '" + one.name()
                            + "'. Fix: give each its own name; deliveries are kept under it.");
        }
    }

    @SuppressWarnings("NullAway") // only a listener before the commit is handed a connection
    private static <E extends CommerceEvent> void hear(
            Subscription<E> subscription, CommerceEvent event, @Nullable Connection connection) {
        subscription.listener().accept(subscription.type().cast(event), connection);
    }
}
