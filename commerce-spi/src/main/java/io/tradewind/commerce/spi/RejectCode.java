package io.tradewind.commerce.spi;

/** Why a provider refused a request for a reason that is ours to fix. Staff is alarmed; the shopper is not blamed. */
public enum RejectCode {
    /** Key, user or password not accepted. */
    BAD_CREDENTIALS,
    /** The account is not set up for this. */
    MISCONFIGURED,
    /** The request is malformed or incomplete. */
    INVALID_REQUEST,
    /** The provider, or the plugin, cannot do this at all. */
    UNSUPPORTED,
    /** The effect exists already and was not made by this operation. */
    ALREADY_DONE,
    /** The payment, shipment or message referred to is not known. */
    NOT_FOUND,
    /** More than is open. */
    AMOUNT_EXCEEDS,
    /** The same operation id came with another request. */
    KEY_REUSED
}
