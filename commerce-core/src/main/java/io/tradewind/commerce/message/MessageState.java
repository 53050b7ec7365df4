package io.tradewind.commerce.message;

/** Where a message stands. */
public enum MessageState {
    /** To be sent as soon as it is due. */
    WAITING,
    /** Handed to the provider, under a lease. */
    SENDING,
    /** The provider took it. */
    SENT,
    /** The provider says that it will not arrive, for instance because the address does not exist. */
    FAILED,
    /** It may have gone out; it is not sent again unless staff ask for it. */
    UNKNOWN,
    /** It did not go out, however often it was tried. */
    DEAD,
    /** There was nobody to send it to, no way to send it, or nothing to say any more. */
    SKIPPED
}
