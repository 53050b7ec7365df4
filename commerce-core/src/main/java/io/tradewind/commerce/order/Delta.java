package io.tradewind.commerce.order;

import io.tradewind.commerce.spi.Internal;
import java.util.UUID;

/** By how much the counts of one line change. Units. */
@Internal
public record Delta(UUID lineId, int cancelled, int handedOver, int delivered, int returned, int undelivered) {
    /** Units that leave the building. */
    public static Delta handedOver(UUID lineId, int units) {
        return new Delta(lineId, 0, units, 0, 0, 0);
    }

    /** Units that arrived. */
    public static Delta delivered(UUID lineId, int units) {
        return new Delta(lineId, 0, 0, units, 0, 0);
    }

    /** Units accepted back. */
    public static Delta returned(UUID lineId, int units) {
        return new Delta(lineId, 0, 0, 0, units, 0);
    }

    /** Units whose delivery was given up. */
    public static Delta undelivered(UUID lineId, int units) {
        return new Delta(lineId, 0, 0, 0, 0, units);
    }
}
