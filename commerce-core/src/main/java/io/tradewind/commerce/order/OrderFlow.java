package io.tradewind.commerce.order;

import static io.tradewind.commerce.order.OrderState.CANCELLED;
import static io.tradewind.commerce.order.OrderState.COMPLETED;
import static io.tradewind.commerce.order.OrderState.DRAFT;
import static io.tradewind.commerce.order.OrderState.PLACED;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The lifecycle as a table. */
@Internal
public final class OrderFlow {
    /** All moves. */
    public static final Flow<OrderState, OrderMove> FLOW = Flow.of("order", OrderState.class, OrderMove.class)
            .birth(OrderMove.DRAFT, DRAFT)
            .birth(OrderMove.PLACE, PLACED)
            .allow(OrderMove.PLACE, PLACED, DRAFT)
            .allow(OrderMove.DISCARD, CANCELLED, DRAFT)
            .stay(OrderMove.EDIT, DRAFT, PLACED)
            .stay(OrderMove.HOLD, PLACED)
            .stay(OrderMove.LIFT, PLACED)
            .stay(OrderMove.CANCEL_LINES, PLACED)
            .allow(OrderMove.CANCEL_LINES, CANCELLED, PLACED)
            .allow(OrderMove.CANCEL, CANCELLED, PLACED)
            .allow(OrderMove.COMPLETE, COMPLETED, PLACED)
            .stay(OrderMove.NOTE, PLACED, COMPLETED, CANCELLED)
            .build();

    private OrderFlow() {}
}
