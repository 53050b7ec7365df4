package io.tradewind.commerce.order;

import java.time.Instant;
import java.util.UUID;

/**
 * What the shop wrote to the buyer of an order. Immutable.
 *
 * @param text at most 400 characters, as it was typed
 */
public record OrderNote(UUID id, Instant writtenAt, String text) {}
