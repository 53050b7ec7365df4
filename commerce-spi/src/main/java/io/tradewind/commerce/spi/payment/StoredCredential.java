package io.tradewind.commerce.spi.payment;

/** Whether a payment makes or uses a stored instrument. */
public enum StoredCredential {
    /** Neither. */
    NONE,
    /** The buyer agreed to keep the instrument: an approval says which, in {@link PaymentResult.Approved#saved()}. */
    SAVE_FOR_LATER,
    /** A kept instrument, the buyer being there. */
    CUSTOMER_PRESENT,
    /** A kept instrument, charged by the shop alone. */
    MERCHANT_INITIATED
}
