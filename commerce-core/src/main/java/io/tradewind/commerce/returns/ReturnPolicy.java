package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides whether units may be given back. Pure.
 *
 * @param window how long after its delivery a unit may be given back
 * @param now the present moment
 * @param deliveredAt when the last unit of each line arrived
 * @param open units of each line that open returns speak for
 */
record ReturnPolicy(Duration window, Instant now, Map<UUID, Instant> deliveredAt, Map<UUID, Integer> open) {

    /** Why a customer may not; staff are bound by the counts only. */
    Optional<Refusal> refusal(OrderRow order, List<ReturnItem> items, boolean byStaff) {
        Map<UUID, Integer> wanted = new HashMap<>();
        for (ReturnItem item : items) {
            Optional<OrderLine> line = order.line(item.lineId());
            if (line.isEmpty()) {
                return Optional.of(
                        Refusal.of("unknown-line", "lines", "Order " + order.number() + " has no such line."));
            } else if (wanted.put(item.lineId(), item.quantity()) != null) {
                return Optional.of(Refusal.of("line-twice", "lines", "Name each line once, with all its units."));
            }
            Optional<Refusal> refusal = byStaff
                    ? counts(line.get(), item)
                    : counts(line.get(), item).or(() -> terms(line.get(), item));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return items.isEmpty()
                ? Optional.of(Refusal.of("nothing", "lines", "Choose at least one item."))
                : Optional.empty();
    }

    private Optional<Refusal> counts(OrderLine line, ReturnItem item) {
        int possible = line.delivered() - line.returned() - open.getOrDefault(line.id(), 0);
        if (item.quantity() <= possible) {
            return Optional.empty();
        }
        String what = line.delivered() == 0
                ? "it has not been delivered yet"
                : possible <= 0 ? "none are left to return" : "at most " + possible + " can be returned";
        return Optional.of(Refusal.of(
                "too-many", "quantity", "'" + line.title() + "': " + item.quantity() + " asked for, " + what + "."));
    }

    private Optional<Refusal> terms(OrderLine line, ReturnItem item) {
        Instant until = deliveredAt.getOrDefault(line.id(), now).plus(window);
        if (now.isAfter(until)) {
            return Optional.of(Refusal.of(
                    "window-over",
                    "lines",
                    "'" + line.title() + "' could be returned within " + window.toDays() + " days after delivery."));
        } else if (!line.returnable() && !item.reason().isFault()) {
            return Optional.of(Refusal.of(
                    "made-for-you",
                    "reason",
                    "'" + line.title() + "' was made for you and can only come back if something is wrong with it."));
        }
        return Optional.empty();
    }
}
