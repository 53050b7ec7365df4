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

    /** A reason in words. */
    public static String words(ReturnReason reason) {
        return switch (reason) {
            case CHANGED_MIND -> "I changed my mind";
            case DOES_NOT_FIT -> "It does not fit";
            case TOO_LATE -> "It came too late";
            case WRONG_ITEM -> "It is not what I ordered";
            case DAMAGED -> "It arrived damaged";
            case FAULTY -> "It does not work";
            case NOT_AS_DESCRIBED -> "It is not as described";
            case UNDELIVERED -> "It was not delivered";
            case OTHER -> "Another reason";
        };
    }
}
