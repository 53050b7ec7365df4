package io.tradewind.commerce.order;

/** Why an order waits. Any standing hold keeps its work from release and hand-over. */
public enum HoldKind {
    /** Money is awaited. */
    PAYMENT,
    /** Somebody must look: fraud check, dispute. */
    REVIEW,
    /** The address cannot be delivered to. */
    ADDRESS,
    /** Staff said so. */
    STAFF
}
