package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.returns.ReturnReason;
import java.util.List;

/**
 * A line of an order that may go back.
 *
 * @param most units that could
 * @param units that shall
 */
public record BackLine(OrderLine line, int most, int units, ReturnReason reason) {
    /** The reasons to choose from. */
    public List<ReturnReason> reasons() {
        return ReturnPages.REASONS;
    }
}
