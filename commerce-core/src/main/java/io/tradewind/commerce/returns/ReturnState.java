package io.tradewind.commerce.returns;

/** Where a return stands. */
public enum ReturnState {
    /** Asked for; staff decide. */
    REQUESTED,
    /** It may be sent. */
    APPROVED,
    /** Some of it is on the dock. */
    RECEIVING,
    /** Every unit is graded; the money is on its way. */
    INSPECTED,
    /** Everything that was asked for is done. */
    RESOLVED,
    /** Not granted. */
    REJECTED,
    /** Withdrawn before anything was received. */
    CANCELLED,
    /** Never sent. */
    EXPIRED;

    /** True while its units are spoken for. */
    public boolean isOpen() {
        return this == REQUESTED || this == APPROVED || this == RECEIVING;
    }
}
