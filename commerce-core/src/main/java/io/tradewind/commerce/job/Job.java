package io.tradewind.commerce.job;

import io.tradewind.commerce.spi.Internal;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Recurring background work. A step takes due rows of all stores under a lease, in a bounded batch, and says how many
 * it handled; it must be safe to run twice and on several nodes at once.
 */
@Internal
public record Job(String name, Duration every, IntSupplier step) {}
