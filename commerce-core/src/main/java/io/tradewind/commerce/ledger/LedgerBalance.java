package io.tradewind.commerce.ledger;

import org.joda.money.Money;

/**
 * The sum of all entries of an account. Immutable.
 *
 * @param provider plugin account, where one is concerned; else empty
 */
public record LedgerBalance(LedgerAccount account, String provider, Money amount) {}
