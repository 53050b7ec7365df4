package io.tradewind.commerce.event;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.event.CommerceEvent;
import java.sql.Connection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Somebody who wants to hear of events.
 *
 * @param type events of this type and its subtypes
 * @param timing when
 * @param name unique and stable: durable deliveries are kept under it; a new name starts at now
 * @param wanted only these among them; asked when the event is recorded, so it must be quick and of the event alone
 * @param told true if another event recorded with it says all there is to hear; asked for listeners after the commit
 * @param listener gets the event, and the connection if it listens before the commit (else it must not touch it)
 */
@Internal
public record Subscription<E extends CommerceEvent>(
        Class<E> type,
        Timing timing,
        String name,
        Predicate<E> wanted,
        BiPredicate<E, CommerceEvent> told,
        BiConsumer<E, Connection> listener) {
    /** Somebody who wants all events of the type. */
    public Subscription(Class<E> type, Timing timing, String name, BiConsumer<E, Connection> listener) {
        this(type, timing, name, event -> true, (event, other) -> false, listener);
    }

    /** True if that event is to be heard. */
    boolean wants(CommerceEvent event) {
        return type.isInstance(event) && wanted.test(type.cast(event));
    }

    /** The same, unless one of the events it was recorded with says all there is to hear. */
    boolean wants(CommerceEvent event, List<CommerceEvent> recorded) {
        return wants(event) && recorded.stream().noneMatch(other -> told.test(type.cast(event), other));
    }
}
