package io.tradewind.commerce.spi.shipping;

/** How good a delivery promise is. */
public enum Confidence {
    /** The carrier pays when it is late. */
    GUARANTEED,
    /** The carrier's own estimate. */
    CARRIER_ESTIMATE,
    /** From past deliveries. */
    STATISTICAL,
    /** From a table somebody wrote. */
    TABLE
}
