package io.tradewind.commerce.returns;

/** What can happen to a return. */
public enum ReturnMove {
    REQUEST,
    ARRIVE,
    APPROVE,
    REJECT,
    CANCEL,
    EXPIRE,
    RECEIVE,
    INSPECT,
    RESOLVE
}
