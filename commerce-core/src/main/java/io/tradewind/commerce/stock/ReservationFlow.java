package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.ReservationMove.*;
import static io.tradewind.commerce.stock.ReservationState.*;

import io.tradewind.commerce.flow.Flow;

/** The life of a reservation. */
public final class ReservationFlow {
    /** Which move leads where. */
    public static final Flow<ReservationState, ReservationMove> TABLE = Flow.of(
                    "reservation", ReservationState.class, ReservationMove.class)
            .birth(HOLD, HELD)
            .stay(PROLONG, HELD)
            .allow(EXPIRE, EXPIRED, HELD)
            .allow(ALLOCATE, ALLOCATED, HELD)
            .allow(ALLOCATE, AWAITING, HELD)
            .birth(RETAKE, ALLOCATED)
            .birth(RETAKE, AWAITING)
            .allow(FILL, ALLOCATED, AWAITING)
            .allow(RELEASE, RELEASED, HELD, AWAITING, ALLOCATED)
            .allow(SHIP, SHIPPED, ALLOCATED)
            .build();

    private ReservationFlow() {}
}
