package io.tradewind.commerce.payment;

/** What can happen to an operation at a payment provider. */
public enum OperationMove {
    /** It is written down. */
    PREPARE,
    /** It is handed to the provider. */
    SEND,
    /** The provider answers it. */
    ANSWER,
    /** News comes by message, by the buyer's return or by asking. */
    LEARN,
    /** No answer came in time. */
    LOSE,
    /** The provider knows nothing of it and would by now. */
    NEVER_HAPPENED,
    /** It is given up before anything happened. */
    ABANDON,
    /** It happened after all. */
    CORRECT
}
