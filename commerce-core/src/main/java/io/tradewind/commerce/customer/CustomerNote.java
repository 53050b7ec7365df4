package io.tradewind.commerce.customer;

import java.time.Instant;

/**
 * What staff wrote down about a customer; the customer does not see it.
 *
 * @param actor who wrote it, such as {@code staff:mia}
 */
public record CustomerNote(Instant at, String actor, String text) {}
