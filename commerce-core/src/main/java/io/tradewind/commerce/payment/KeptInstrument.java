package io.tradewind.commerce.payment;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;

/**
 * An instrument that a provider keeps for a buyer, as the buyer sees it. Immutable.
 *
 * @param id what to pay with again
 * @param account plugin account that keeps it
 * @param label what the buyer recognises, as "Visa ending in 4242"
 * @param usableUntil last month it can be used, if it ends
 * @param savedAt when the buyer agreed
 */
public record KeptInstrument(UUID id, String account, String label, Optional<YearMonth> usableUntil, Instant savedAt) {}
