package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;

/**
 * An article of which there is not enough.
 *
 * @param wanted units asked for, all lines together
 * @param available units that could be had at this moment; 0 or more, less than {@code wanted}
 */
public record Shortage(Sku sku, int wanted, int available) {}
