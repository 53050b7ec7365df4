package io.tradewind.commerce.returns;

import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What comes back if these units are accepted: exactly what will be refunded, tax included.
 *
 * @param lines by order line
 * @param delivery price of the delivery; zero unless everything has come back then
 * @param total their sum
 */
public record RefundPreview(Map<UUID, Money> lines, Money delivery, Money total) {
    /** Copies the map. */
    public RefundPreview {
        lines = Map.copyOf(lines);
    }
}
