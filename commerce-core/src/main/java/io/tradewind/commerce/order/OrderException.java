package io.tradewind.commerce.order;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;

/** A move on an order that its state forbids. */
public final class OrderException extends CommerceException {
    private static final long serialVersionUID = 1L;

    private OrderException(ErrorCode code, String message) {
        super(code, message);
    }

    /** The state forbids the move. */
    static OrderException cannot(OrderMove move, String number, OrderState state, String instead) {
        return new OrderException(
                ErrorCode.CANNOT_MOVE,
                "order " + number + " is " + state + ": cannot " + move + "; allowed now: "
                        + OrderFlow.FLOW.moves(state) + (instead.isEmpty() ? "" : ". Fix: " + instead + "."));
    }
}
