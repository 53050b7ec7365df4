package io.tradewind.commerce.promotion;

/** Moves of one use of a code. */
public enum CodeUseMove {
    /** At payment start. */
    HOLD,
    /** At placing. */
    USE,
    /** The checkout was left, changed or lapsed. */
    RELEASE,
    /** The order was cancelled; a return does not do this. */
    GIVE_BACK
}
