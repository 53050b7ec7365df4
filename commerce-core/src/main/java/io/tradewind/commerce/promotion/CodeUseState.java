package io.tradewind.commerce.promotion;

/** States of one use of a code. */
public enum CodeUseState {
    /** Counted for somebody who is paying. */
    HELD,
    /** The order is placed. */
    USED,
    /** Never became an order. */
    RELEASED,
    /** The order was cancelled. */
    GIVEN_BACK
}
