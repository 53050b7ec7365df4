package io.tradewind.commerce.spi;

/** Whether an account moves real money, goods and messages. */
public enum Environment {
    /** Nothing real happens; live credentials are refused. */
    TEST,
    /** Real money, goods and messages; test credentials are refused. */
    LIVE
}
