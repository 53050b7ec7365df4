package io.tradewind.commerce.payment;

/** What happens to a dispute. */
enum DisputeMove {
    HEAR,
    GO_ON,
    WIN,
    LOSE
}
