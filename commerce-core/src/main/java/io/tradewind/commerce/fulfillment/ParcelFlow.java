package io.tradewind.commerce.fulfillment;

import static io.tradewind.commerce.fulfillment.ParcelState.ATTEMPT_FAILED;
import static io.tradewind.commerce.fulfillment.ParcelState.BOOKING;
import static io.tradewind.commerce.fulfillment.ParcelState.DELIVERED;
import static io.tradewind.commerce.fulfillment.ParcelState.HANDED_OVER;
import static io.tradewind.commerce.fulfillment.ParcelState.IN_TRANSIT;
import static io.tradewind.commerce.fulfillment.ParcelState.LABELLED;
import static io.tradewind.commerce.fulfillment.ParcelState.LOST;
import static io.tradewind.commerce.fulfillment.ParcelState.OUT_FOR_DELIVERY;
import static io.tradewind.commerce.fulfillment.ParcelState.PLANNED;
import static io.tradewind.commerce.fulfillment.ParcelState.READY_FOR_COLLECTION;
import static io.tradewind.commerce.fulfillment.ParcelState.RETURNED;
import static io.tradewind.commerce.fulfillment.ParcelState.RETURNING;
import static io.tradewind.commerce.fulfillment.ParcelState.VOIDED;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/**
 * The life of a parcel as a table, the same for both directions. Scans may be missing, so any state of a journey may
 * follow any other; what makes sense is decided by the fold of all scans, not here.
 */
@Internal
public final class ParcelFlow {
    /** All moves. */
    public static final Flow<ParcelState, ParcelMove> FLOW = Flow.of("parcel", ParcelState.class, ParcelMove.class)
            .birth(ParcelMove.PLAN, PLANNED)
            .allow(ParcelMove.BOOK, BOOKING, PLANNED)
            .allow(ParcelMove.LABEL, LABELLED, BOOKING, PLANNED)
            .allow(ParcelMove.NO_BOOKING, PLANNED, BOOKING)
            .stay(ParcelMove.LOST_ANSWER, BOOKING)
            .allow(ParcelMove.VOID, VOIDED, PLANNED, LABELLED)
            .allow(ParcelMove.HAND_OVER, HANDED_OVER, LABELLED)
            .allow(
                    ParcelMove.TRAVEL,
                    IN_TRANSIT,
                    HANDED_OVER,
                    OUT_FOR_DELIVERY,
                    READY_FOR_COLLECTION,
                    ATTEMPT_FAILED,
                    RETURNING,
                    LOST)
            .allow(
                    ParcelMove.TRAVEL,
                    OUT_FOR_DELIVERY,
                    HANDED_OVER,
                    IN_TRANSIT,
                    READY_FOR_COLLECTION,
                    ATTEMPT_FAILED,
                    RETURNING,
                    LOST)
            .allow(
                    ParcelMove.TRAVEL,
                    READY_FOR_COLLECTION,
                    HANDED_OVER,
                    IN_TRANSIT,
                    OUT_FOR_DELIVERY,
                    ATTEMPT_FAILED,
                    RETURNING,
                    LOST)
            .allow(
                    ParcelMove.TRAVEL,
                    ATTEMPT_FAILED,
                    HANDED_OVER,
                    IN_TRANSIT,
                    OUT_FOR_DELIVERY,
                    READY_FOR_COLLECTION,
                    RETURNING,
                    LOST)
            .allow(
                    ParcelMove.DELIVER,
                    DELIVERED,
                    HANDED_OVER,
                    IN_TRANSIT,
                    OUT_FOR_DELIVERY,
                    READY_FOR_COLLECTION,
                    ATTEMPT_FAILED,
                    RETURNING,
                    LOST)
            .allow(
                    ParcelMove.TURN_BACK,
                    RETURNING,
                    HANDED_OVER,
                    IN_TRANSIT,
                    OUT_FOR_DELIVERY,
                    READY_FOR_COLLECTION,
                    ATTEMPT_FAILED,
                    DELIVERED,
                    LOST)
            .allow(
                    ParcelMove.TURN_BACK,
                    RETURNED,
                    HANDED_OVER,
                    IN_TRANSIT,
                    OUT_FOR_DELIVERY,
                    READY_FOR_COLLECTION,
                    ATTEMPT_FAILED,
                    DELIVERED,
                    RETURNING,
                    LOST)
            .allow(
                    ParcelMove.LOSE,
                    LOST,
                    HANDED_OVER,
                    IN_TRANSIT,
                    OUT_FOR_DELIVERY,
                    READY_FOR_COLLECTION,
                    ATTEMPT_FAILED,
                    RETURNING)
            .build();

    private ParcelFlow() {}
}
