package io.tradewind.commerce.stock;

/** What can happen to a wish to hear of goods. */
public enum StockAlertMove {
    ASK,
    TELL,
    LAPSE
}
