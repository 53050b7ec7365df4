package io.tradewind.commerce.fulfillment;

/** What can happen to a fulfillment order. */
public enum WorkMove {
    CREATE,
    RELEASE,
    CALL_BACK,
    CLAIM,
    LET_GO,
    SCAN,
    SHORT,
    PACK,
    UNPACK,
    STOP,
    HAND_OVER,
    CANCEL
}
