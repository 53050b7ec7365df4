package io.tradewind.commerce.database;

/**
 * What went into another database.
 *
 * @param tables that were copied, empty ones too
 * @param rows of all of them together
 */
public record Copied(int tables, long rows) {}
