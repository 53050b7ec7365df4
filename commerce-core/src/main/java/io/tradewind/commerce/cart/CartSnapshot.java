package io.tradewind.commerce.cart;

import io.tradewind.commerce.spi.Internal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A locked cart as a checkout needs it.
 *
 * @param lines those that are for sale and can be made
 * @param invitation to a launch, that the shopper has followed
 * @param contents {@link io.tradewind.commerce.delivery.ContentsKey} of the lines, to be compared with what a delivery
 *     option was quoted for
 * @param problems lines that cannot be bought, and prices that have changed since they were put in; stock is not looked
 *     at here
 */
@Internal
public record CartSnapshot(
        UUID id,
        int version,
        String ownerKey,
        List<SnapshotLine> lines,
        Optional<String> code,
        Optional<UUID> invitation,
        String contents,
        List<Problem> problems) {
    /** Copies the lists. */
    public CartSnapshot {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }
}
