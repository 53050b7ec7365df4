package io.tradewind.commerce.returns;

/** What can happen to a remedy. */
public enum RemedyMove {
    PLAN,
    WAIT,
    RUN,
    END,
    FAIL,
    WITHDRAW
}
