package io.tradewind.commerce.spi.payment;

/** What an approved operation did. */
public enum Effect {
    /** Money is reserved. */
    AUTHORIZED,
    /** Money is taken. */
    CAPTURED,
    /** A reservation is given up. */
    CANCELLED,
    /** Money is given back. */
    REFUNDED,
    /** A reservation is raised. */
    INCREMENTED,
    /** An instrument was checked, no money reserved. */
    VERIFIED
}
