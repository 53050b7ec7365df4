package io.tradewind.commerce.order;

import java.util.List;

/** Where the goods of an order are, derived from the counts of its lines and the warehouse's work; never set. */
public enum FulfilmentStatus {
    /** No unit is wanted any more. */
    CANCELLED,
    /** Every unit came back without having reached anybody. */
    UNDELIVERED,
    /** Nothing is on its way any more, and some of it has arrived. */
    DELIVERED,
    /** Some of it has arrived. */
    PARTLY_DELIVERED,
    /** All of it has left the building. */
    SHIPPED,
    /** Some of it has left the building. */
    PARTLY_SHIPPED,
    /** All of it lies in boxes. */
    PACKED,
    /** The warehouse may pack it, or does. */
    PREPARING,
    /** The warehouse may not begin yet. */
    WAITING;

    /**
     * The first that fits.
     *
     * @param lines of the order
     * @param work states of its fulfillment orders
     */
    public static FulfilmentStatus of(List<OrderLine> lines, List<String> work) {
        int wanted = lines.stream().mapToInt(OrderLine::wanted).sum();
        int handedOver = lines.stream().mapToInt(OrderLine::handedOver).sum();
        int delivered = lines.stream().mapToInt(OrderLine::delivered).sum();
        int undelivered = lines.stream().mapToInt(OrderLine::undelivered).sum();
        List<String> live =
                work.stream().filter(state -> !state.equals("CANCELLED")).toList();
        if (wanted == 0) {
            return CANCELLED;
        } else if (undelivered == wanted) {
            return UNDELIVERED;
        } else if (delivered + undelivered == wanted) {
            return DELIVERED;
        } else if (delivered > 0) {
            return PARTLY_DELIVERED;
        } else if (handedOver == wanted) {
            return SHIPPED;
        } else if (handedOver > 0) {
            return PARTLY_SHIPPED;
        } else if (!live.isEmpty() && live.stream().allMatch("PACKED"::equals)) {
            return PACKED;
        } else if (live.stream().anyMatch(state -> !state.equals("WAITING"))) {
            return PREPARING;
        }
        return WAITING;
    }
}
