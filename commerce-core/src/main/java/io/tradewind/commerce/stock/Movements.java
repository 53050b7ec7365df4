package io.tradewind.commerce.stock;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of movements, newest first.
 *
 * @param next what to ask for to get the older ones; empty at the end
 */
public record Movements(List<Movement> movements, Optional<UUID> next) {
    /** Copies the list. */
    public Movements {
        movements = List.copyOf(movements);
    }
}
