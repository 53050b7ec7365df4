package io.tradewind.commerce.launch;

/** Where a sign-up stands. */
public enum SignUpState {
    /** The contact is not confirmed yet; no place in line. */
    UNCONFIRMED,
    /** In line. */
    REGISTERED,
    /** May buy until the invitation runs out. */
    INVITED,
    /** Has bought. */
    ORDERED,
    /** The invitation ran out, or the order was cancelled after it had. */
    LAPSED,
    /** The person does not want it any more or never confirmed it, or the launch was cancelled. */
    WITHDRAWN
}
