package io.tradewind.commerce.stock;

/** Where a wish to hear of goods stands. */
public enum StockAlertState {
    /** Sold out until now. */
    WAITING,
    /** There were goods, and a message was written. */
    TOLD,
    /** Nothing came for half a year. */
    LAPSED
}
