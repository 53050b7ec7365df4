package io.tradewind.commerce.returns;

import static io.tradewind.commerce.returns.ReturnState.APPROVED;
import static io.tradewind.commerce.returns.ReturnState.CANCELLED;
import static io.tradewind.commerce.returns.ReturnState.EXPIRED;
import static io.tradewind.commerce.returns.ReturnState.INSPECTED;
import static io.tradewind.commerce.returns.ReturnState.RECEIVING;
import static io.tradewind.commerce.returns.ReturnState.REJECTED;
import static io.tradewind.commerce.returns.ReturnState.REQUESTED;
import static io.tradewind.commerce.returns.ReturnState.RESOLVED;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of a return as a table. Its label and its journey belong to its inbound parcel. */
@Internal
public final class ReturnFlow {
    /** All moves. */
    public static final Flow<ReturnState, ReturnMove> FLOW = Flow.of("return", ReturnState.class, ReturnMove.class)
            .birth(ReturnMove.REQUEST, REQUESTED)
            .birth(ReturnMove.ARRIVE, RECEIVING)
            .allow(ReturnMove.APPROVE, APPROVED, REQUESTED)
            .allow(ReturnMove.REJECT, REJECTED, REQUESTED)
            .allow(ReturnMove.CANCEL, CANCELLED, REQUESTED, APPROVED)
            .allow(ReturnMove.EXPIRE, EXPIRED, APPROVED)
            .allow(ReturnMove.RECEIVE, RECEIVING, APPROVED)
            .stay(ReturnMove.RECEIVE, RECEIVING)
            .allow(ReturnMove.INSPECT, INSPECTED, RECEIVING)
            .allow(ReturnMove.RESOLVE, RESOLVED, INSPECTED)
            .build();

    private ReturnFlow() {}
}
