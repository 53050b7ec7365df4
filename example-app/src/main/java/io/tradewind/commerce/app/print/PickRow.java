package io.tradewind.commerce.app.print;

import io.tradewind.commerce.fulfillment.PickLine;
import java.util.List;
import java.util.Map;

/**
 * An article on a pick list.
 *
 * @param line one line of it, for its name and picture
 * @param letterings what is engraved on pieces of it, each with its order
 * @param orders how many go to which order
 */
public record PickRow(PickLine line, List<String> letterings, Map<String, Integer> orders) {
    void add(String order, PickLine wanted) {
        orders.merge(order, wanted.quantity(), Integer::sum);
        if (wanted.personalisation().isEngraved()) {
            letterings.add(
                    order + ": " + String.join(" / ", wanted.personalisation().engravingLines()));
        }
    }

    /** Pieces in all. */
    public int pieces() {
        return orders.values().stream().mapToInt(Integer::intValue).sum();
    }
}
