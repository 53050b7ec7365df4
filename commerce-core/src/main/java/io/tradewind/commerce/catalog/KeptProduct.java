package io.tradewind.commerce.catalog;

/**
 * A product that an import created or changed and that was not taken back.
 *
 * @param slug as it was when it was imported
 * @param why what has happened to it since
 */
public record KeptProduct(String slug, String why) {}
