package io.tradewind.commerce.catalog;

import java.util.Optional;

/**
 * A product that somebody wants to save.
 *
 * @param id of a new product; one that is there keeps its own
 * @param before as it is now, locked; empty if it is new
 * @param published whether shoppers are to see it
 */
record Proposal(ProductId id, NewProduct product, Optional<Product> before, boolean published) {}
