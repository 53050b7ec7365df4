package io.tradewind.commerce.app.print;

/**
 * A paper as PDF.
 *
 * @param name of the file, without its ending
 */
@SuppressWarnings("ArrayRecordComponent")
public record Pdf(String name, byte[] bytes) {}
