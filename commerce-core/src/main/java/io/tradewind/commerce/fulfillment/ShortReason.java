package io.tradewind.commerce.fulfillment;

/** Why a unit on the pick list cannot be packed. */
public enum ShortReason {
    /** It is not where it should be. */
    MISSING,
    /** It is broken, soiled or spoilt in the making. */
    DAMAGED
}
