package io.tradewind.commerce.ledger;

import io.tradewind.commerce.spi.Internal;

/**
 * One side of a transaction about to be written, in minor units. Immutable.
 *
 * @param account what it is about
 * @param amount may be zero, which writes nothing
 */
@Internal
public record Posting(LedgerAccount account, long amount) {}
