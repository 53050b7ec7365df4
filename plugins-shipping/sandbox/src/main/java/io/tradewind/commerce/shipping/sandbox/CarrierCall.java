package io.tradewind.commerce.shipping.sandbox;

/** The calls of the carrier that can be made to fail with {@link SandboxCarrierBook#next}. */
public enum CarrierCall {
    /** A quote. */
    QUOTE,
    /** A booking, outbound or return. */
    BOOK,
    /** A question about a booking. */
    QUERY,
    /** A cancel of a shipment or pickup. */
    CANCEL,
    /** A re-print. */
    LABEL,
    /** A manifest. */
    MANIFEST,
    /** A pickup. */
    PICKUP,
    /** A look at a parcel's way. */
    TRACK
}
