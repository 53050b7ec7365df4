package io.tradewind.commerce.payment;

/** Kinds of facts about money, as stored. */
enum FactKind {
    AUTHORIZED,
    CAPTURED,
    CANCELLED,
    REFUNDED,
    CHARGED_BACK
}
