package io.tradewind.commerce.spi.event;

import java.time.Instant;
import java.util.UUID;

/** Something that happened in a store. Implementations are records of this package. Immutable and thread-safe. */
public interface CommerceEvent {
    /** Returns the key of the store. */
    String store();

    /** Returns the id of the thing it happened to; events of one subject arrive in order. */
    UUID subject();

    /** Returns when it happened. */
    Instant at();

    /** Returns who did it, as {@code staff:mia}, {@code guest:…} or {@code system}. */
    String actor();

    /** Returns the stored name of the event: the simple name of its class. */
    default String type() {
        return getClass().getSimpleName();
    }
}
