package io.tradewind.commerce.app.console;

/**
 * A route of the console and what it takes.
 *
 * @param method {@code GET} or {@code POST}
 * @param path with names of its parameters in braces
 */
public record Route(String method, String path, Access access) {}
