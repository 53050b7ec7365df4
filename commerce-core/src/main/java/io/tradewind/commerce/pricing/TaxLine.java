package io.tradewind.commerce.pricing;

import java.math.BigDecimal;
import org.joda.money.Money;

/**
 * All of one tax rate on a bill.
 *
 * @param name as it stands on the bill
 * @param percent such as 19
 * @param base everything that carries it, without the tax
 * @param tax rounded half up once, on the whole base
 */
public record TaxLine(String name, BigDecimal percent, Money base, Money tax) {}
