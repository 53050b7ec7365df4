package io.tradewind.commerce.app.api;

import java.util.List;

/** What a stream has to say to one listener; it remembers what it has said. Used by one thread at a time. */
@FunctionalInterface
public interface Telling {
    /**
     * Something to say.
     *
     * @param id with which the listener comes back
     * @param record the data
     */
    record Told(String id, Object record) {}

    /** What is new since it was asked last. */
    List<Told> next();
}
