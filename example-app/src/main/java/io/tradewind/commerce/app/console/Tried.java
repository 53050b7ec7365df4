package io.tradewind.commerce.app.console;

import io.tradewind.commerce.delivery.PromiseAnswer;

/**
 * What would be promised to an address for something that is on sale now.
 *
 * @param word how it would travel
 */
public record Tried(String word, PromiseAnswer answer) {}
