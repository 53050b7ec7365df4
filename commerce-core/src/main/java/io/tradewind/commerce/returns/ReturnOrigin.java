package io.tradewind.commerce.returns;

/** How a return came to be. */
public enum ReturnOrigin {
    /** Asked for by the customer. */
    CUSTOMER,
    /** Opened by staff. */
    STAFF,
    /** A parcel that could not be delivered came back. */
    UNDELIVERED,
    /** Goods stood on the dock without having been announced. */
    ARRIVED
}
