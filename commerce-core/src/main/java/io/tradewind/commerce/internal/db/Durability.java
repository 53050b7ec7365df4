package io.tradewind.commerce.internal.db;

/** What an acknowledged commit survives on the embedded database. */
public enum Durability {
    /** Survives the death of the process, by kill −9 too. */
    PROCESS,
    /** Survives a power cut as well: each answer waits for a (shared) sync to disk. */
    POWER
}
