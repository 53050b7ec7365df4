package io.tradewind.commerce.database;

/** What an acknowledged commit survives on the embedded database. */
public enum Durability {
    /** The death of the process, by kill −9 too. */
    PROCESS,
    /** A power cut as well: each answer waits for a (shared) sync to disk. */
    POWER
}
