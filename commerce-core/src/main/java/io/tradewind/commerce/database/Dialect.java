package io.tradewind.commerce.database;

/** The databases the library runs on. */
public enum Dialect {
    /** H2 2.5, embedded or as the host runs it. */
    H2,
    /** PostgreSQL 15 or newer. */
    POSTGRESQL
}
