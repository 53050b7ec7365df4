package io.tradewind.commerce.message;

/** What can happen to a message. */
public enum MessageMove {
    WRITE,
    CLAIM,
    ACCEPT,
    REFUSE,
    DOUBT,
    RETRY,
    GIVE_UP,
    SKIP,
    SEND_AGAIN
}
