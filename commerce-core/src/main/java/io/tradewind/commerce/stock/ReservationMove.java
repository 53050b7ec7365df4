package io.tradewind.commerce.stock;

/** Moves of a reservation. */
public enum ReservationMove {
    /** At payment start. */
    HOLD,
    /** While the payment is undecided. */
    PROLONG,
    /** By timer. */
    EXPIRE,
    /** At placing. */
    ALLOCATE,
    /** At placing, when the hold had lapsed: a new row takes its place. */
    RETAKE,
    /** Goods came in and the release date is reached. */
    FILL,
    /** Cancelled, edited or not found in the warehouse. */
    RELEASE,
    /** Handed to the carrier. */
    SHIP
}
