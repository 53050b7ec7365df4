package io.tradewind.commerce.store;

import java.time.ZoneId;
import org.joda.money.CurrencyUnit;

/**
 * One shop in the database. Immutable.
 *
 * @param id small number that every row of the store carries
 * @param code the host's name for it, such as {@code mugs}
 * @param currency in which everything is priced, charged and refunded
 * @param country ISO 3166 two-letter code of the seller
 * @param zone in which days, cut-offs and holidays are meant
 * @param policy how the shop is run
 */
public record Store(int id, String code, CurrencyUnit currency, String country, ZoneId zone, StorePolicy policy) {}
