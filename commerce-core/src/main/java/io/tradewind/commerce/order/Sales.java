package io.tradewind.commerce.order;

import java.time.Instant;
import org.joda.money.Money;

/**
 * What was ordered within a stretch of time; cancelled orders do not count. Immutable.
 *
 * @param from its beginning; it ends where the next one begins
 * @param orders how many
 * @param total their sum, tax included, after discounts
 */
public record Sales(Instant from, int orders, Money total) {}
