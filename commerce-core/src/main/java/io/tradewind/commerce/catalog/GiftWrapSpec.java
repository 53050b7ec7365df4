package io.tradewind.commerce.catalog;

import org.joda.money.Money;

/**
 * The product can be wrapped as a gift.
 *
 * @param price for wrapping one unit; zero or more
 * @param messageMax most characters of the message that goes with it; 0 to 1000, 0 for no message
 */
public record GiftWrapSpec(Money price, int messageMax) {}
