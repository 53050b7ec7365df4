package io.tradewind.commerce.payment;

/** What staff are asked to decide because a machine must not. */
public enum TaskKind {
    /** A provider's answer does not fit what was asked. */
    INTEGRITY,
    /** It stays unknown whether something happened. */
    UNKNOWN_OUTCOME,
    /** Something happened that was believed not to have. */
    LATE_SUCCESS,
    /** Money moved outside this library. */
    OUTSIDE_MONEY,
    /** A capture was declined. */
    CAPTURE_FAILED,
    /** A refund was declined: another way must be found. */
    REFUND_FAILED,
    /** A refund waits for somebody else than who asked for it. */
    REFUND_TO_APPROVE,
    /** A refund of a pay-later payment: a person must pay it back and say so. */
    PAY_BACK_BY_HAND,
    /** Something owed could not be done in time. */
    OBLIGATION_OVERDUE,
    /** A buyer's bank disputes a payment. */
    DISPUTE,
    /** Reserved money can soon no longer be taken. */
    RESERVATION_LAPSING
}
