package io.tradewind.commerce.order;

import java.time.Instant;

/**
 * Orders whose promise ended within a stretch of time; cancelled orders do not count. Immutable.
 *
 * @param from its beginning; it ends where the next one begins
 * @param orders how many
 * @param kept how many of them had all their goods by then
 */
public record Promised(Instant from, int orders, int kept) {}
