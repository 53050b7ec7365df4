package io.tradewind.commerce.stock;

/** Why a level changed. */
public enum MovementKind {
    /** Goods came in. */
    RECEIPT,
    /** Counted, found, lost or broken. */
    ADJUST,
    /** Left with a parcel. */
    SALE,
    /** Came back. */
    RETURN,
    /** Returned goods went from the place for returns to the place that sells. */
    RESTOCK,
    /** Returned goods were thrown away. */
    SCRAP
}
