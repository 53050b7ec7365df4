package io.tradewind.commerce.payment;

/** Kinds of facts about money, as stored. */
public enum FactKind {
    /** Money was reserved. */
    AUTHORIZED,
    /** Money was taken. */
    CAPTURED,
    /** A reservation was given up, in whole or in part. */
    CANCELLED,
    /** Money was given back. */
    REFUNDED,
    /** The buyer's bank took money back. */
    CHARGED_BACK
}
