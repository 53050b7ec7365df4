package io.tradewind.commerce.launch;

/** What can happen to a sign-up. */
public enum SignUpMove {
    SIGN_UP,
    CONFIRM,
    INVITE,
    ORDER,
    /** The order was cancelled while the invitation still stood. */
    REOPEN,
    LAPSE,
    WITHDRAW
}
