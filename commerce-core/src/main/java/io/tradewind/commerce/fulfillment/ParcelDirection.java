package io.tradewind.commerce.fulfillment;

/** Which way a parcel goes. */
public enum ParcelDirection {
    /** From the shop to the buyer. */
    OUTBOUND,
    /** From the buyer back to the shop. */
    INBOUND
}
