package io.tradewind.commerce.spi.payment;

/** Why a payment was declined, in words the core has texts for. */
public enum DeclineCode {
    /** Not enough money. */
    INSUFFICIENT_FUNDS,
    /** The bank says no without saying why. */
    DO_NOT_HONOR,
    /** The instrument is past its date. */
    EXPIRED_INSTRUMENT,
    /** Something was entered wrongly. */
    INCORRECT_DETAILS,
    /** The billing address does not match. */
    ADDRESS_MISMATCH,
    /** The bank wants the buyer to prove who they are. */
    AUTHENTICATION_REQUIRED,
    /** The buyer could not prove who they are. */
    AUTHENTICATION_FAILED,
    /** The instrument is reported lost or stolen. Shown to the buyer as {@link #DO_NOT_HONOR}. */
    LOST_OR_STOLEN,
    /** The provider suspects fraud. Shown to the buyer as {@link #DO_NOT_HONOR}. */
    SUSPECTED_FRAUD,
    /** Too many or too large payments in a short time. */
    VELOCITY_LIMIT,
    /** Above the buyer's limit. */
    CREDIT_LIMIT,
    /** The instrument may not be used for this. */
    NOT_PERMITTED,
    /** This kind of instrument is not accepted. */
    INSTRUMENT_NOT_SUPPORTED,
    /** The instrument does not do this currency. */
    CURRENCY_NOT_SUPPORTED,
    /** The buyer gave up. */
    CANCELLED_BY_CUSTOMER,
    /** The buyer took too long. */
    SESSION_EXPIRED,
    /** The bank could not be reached. */
    ISSUER_UNAVAILABLE,
    /** A reason without a word of its own; its raw code is in the details. */
    OTHER
}
