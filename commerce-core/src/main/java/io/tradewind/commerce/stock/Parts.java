package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows, and parts of rows, that make up certain quantities of certain lines.
 *
 * @param whole rows that are needed as they are
 * @param shares parts of rows under the row's own id: what must be taken off the row
 * @param split the same parts under ids of their own: what becomes of them
 */
record Parts(List<Reservation> whole, List<Reservation> shares, List<Reservation> split) {
    /**
     * Chooses from rows in the given order. A line of several articles gives that many of each.
     *
     * @param asked units by line, none negative
     */
    static Parts of(List<Reservation> rows, Map<UUID, Integer> asked, World world) {
        Map<LineArticle, Integer> left = new HashMap<>();
        rows.forEach(it -> left.put(new LineArticle(it.lineId(), it.sku()), asked.getOrDefault(it.lineId(), 0)));
        Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Reservation row : rows) {
            LineArticle article = new LineArticle(row.lineId(), row.sku());
            int wanted = left.getOrDefault(article, 0);
            if (wanted >= row.quantity()) {
                parts.whole.add(row);
            } else if (wanted > 0) {
                parts.shares.add(row.part(row.id(), wanted));
                parts.split.add(row.part(world.id(), wanted));
            }
            left.put(article, wanted - Math.min(wanted, row.quantity()));
        }
        refuseMissing(asked, left);
        return parts;
    }

    private static void refuseMissing(Map<UUID, Integer> asked, Map<LineArticle, Integer> left) {
        asked.forEach((line, units) -> {
            if (units < 0) {
                throw CommerceException.badArgument("quantity", units, "not negative");
            }
            boolean known = left.keySet().stream().anyMatch(it -> it.lineId().equals(line));
            int missing = known
                    ? left.entrySet().stream()
                            .filter(it -> it.getKey().lineId().equals(line))
                            .mapToInt(Map.Entry::getValue)
                            .max()
                            .orElse(0)
                    : units;
            if (missing > 0) {
                throw new CommerceException(
                        ErrorCode.CANNOT_MOVE,
                        "Line " + line + " has " + (units - missing) + " of " + units
                                + " units reserved in a state that allows it.");
            }
        });
    }

    /** Everything chosen, under the ids under which it goes on. */
    List<Reservation> all() {
        List<Reservation> all = new ArrayList<>(whole);
        all.addAll(split);
        return all;
    }

    private record LineArticle(UUID lineId, Sku sku) {}
}
