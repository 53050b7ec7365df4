package io.tradewind.commerce.order;

/** What can happen to an order's lifecycle. */
public enum OrderMove {
    DRAFT,
    DISCARD,
    PLACE,
    HOLD,
    LIFT,
    EDIT,
    CANCEL_LINES,
    CANCEL,
    COMPLETE,
    NOTE
}
