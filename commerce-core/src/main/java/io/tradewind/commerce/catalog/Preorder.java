package io.tradewind.commerce.catalog;

import java.time.Instant;

/**
 * The variant may be bought before it is there.
 *
 * @param shipsOn when it starts to ship
 * @param cap most units that may be promised before they are there; at least 1
 */
public record Preorder(Instant shipsOn, int cap) {}
