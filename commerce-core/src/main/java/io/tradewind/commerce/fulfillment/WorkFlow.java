package io.tradewind.commerce.fulfillment;

import static io.tradewind.commerce.fulfillment.WorkState.CANCELLED;
import static io.tradewind.commerce.fulfillment.WorkState.HANDED_OVER;
import static io.tradewind.commerce.fulfillment.WorkState.PACKED;
import static io.tradewind.commerce.fulfillment.WorkState.PICKING;
import static io.tradewind.commerce.fulfillment.WorkState.RELEASED;
import static io.tradewind.commerce.fulfillment.WorkState.WAITING;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of a fulfillment order as a table. */
@Internal
public final class WorkFlow {
    /** All moves. */
    public static final Flow<WorkState, WorkMove> FLOW = Flow.of("fulfillment-order", WorkState.class, WorkMove.class)
            .birth(WorkMove.CREATE, WAITING)
            .birth(WorkMove.CREATE, RELEASED)
            .allow(WorkMove.RELEASE, RELEASED, WAITING)
            .allow(WorkMove.CALL_BACK, WAITING, RELEASED)
            .allow(WorkMove.CLAIM, PICKING, RELEASED)
            .allow(WorkMove.LET_GO, RELEASED, PICKING)
            .stay(WorkMove.SCAN, PICKING)
            .stay(WorkMove.SHORT, PICKING)
            .allow(WorkMove.PACK, PACKED, PICKING)
            .allow(WorkMove.UNPACK, PICKING, PACKED)
            .stay(WorkMove.STOP, PICKING, PACKED)
            .allow(WorkMove.HAND_OVER, HANDED_OVER, PACKED)
            .allow(WorkMove.CANCEL, CANCELLED, WAITING, RELEASED, PICKING, PACKED)
            .build();

    private WorkFlow() {}
}
