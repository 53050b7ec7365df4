package io.tradewind.commerce.stock;

import io.tradewind.commerce.error.Refusal;
import java.util.List;
import java.util.UUID;

/** What came of correcting a level. */
public sealed interface AdjustAnswer {
    /** It was corrected. */
    record Adjusted(StockLevel level) implements AdjustAnswer {}

    /**
     * Less would be there than is reserved; nothing has changed.
     *
     * @param level as it stands
     * @param orders checkouts and orders whose units are at stake, newest first, at most 100
     */
    record Short(StockLevel level, List<UUID> orders) implements AdjustAnswer {
        /** Copies the list. */
        public Short {
            orders = List.copyOf(orders);
        }

        /** The same in words. */
        public Refusal refusal() {
            return Refusal.of(
                    "below-reserved",
                    "quantity",
                    level.sku().value() + " at " + level.location() + ": " + level.onHand() + " on hand, "
                            + level.reserved() + " reserved by " + orders.size()
                            + " orders; cancel or change some of these first: " + orders + ".");
        }
    }

    /** The new level, or an exception that names the orders at stake. */
    default StockLevel orThrow() {
        if (this instanceof Adjusted adjusted) {
            return adjusted.level();
        }
        throw ((Short) this).refusal().asException();
    }
}
