package io.tradewind.commerce.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Converts amounts to and from what a provider wants on the wire: whole minor units or decimal text. Follows
 * Joda-Money's table of currencies, plus the provider's exceptions. Exact or it throws: nothing is ever rounded.
 *
 * <p>Example: {@code MinorUnits.STANDARD.minor(Money.parse("EUR 12.50"))} is 1250, for JPY 12 it is 12, for KWD 1.250 it
 * is 1250. A provider that wants two decimals for ISK is {@code MinorUnits.STANDARD.except("ISK", 2)}.
 *
 * @param exceptions number of decimals by currency code where the provider differs from the table
 */
public record MinorUnits(Map<String, Integer> exceptions) {
    /** Joda-Money's table without exceptions. */
    public static final MinorUnits STANDARD = new MinorUnits(Map.of());

    /** Copies the exceptions and checks that each has 0 to 9 decimals. */
    public MinorUnits {
        exceptions = Map.copyOf(exceptions);
        exceptions.forEach((code, decimals) -> {
            if (decimals < 0 || decimals > 9) {
                throw new IllegalArgumentException(code + " cannot have " + decimals + " decimals");
            }
        });
    }

    /** Returns these units with one more exception. */
    public MinorUnits except(String currency, int decimals) {
        Map<String, Integer> more = new TreeMap<>(exceptions);
        more.put(currency, decimals);
        return new MinorUnits(more);
    }

    /**
     * Returns how many decimals the provider uses for a currency.
     *
     * @throws ArithmeticException for a currency without minor unit, as gold
     */
    public int decimals(CurrencyUnit currency) {
        Integer exception = exceptions.get(currency.getCode());
        if (exception != null) {
            return exception;
        }
        if (currency.isPseudoCurrency()) {
            throw new ArithmeticException(currency.getCode() + " has no minor unit");
        }
        return currency.getDecimalPlaces();
    }

    /** Returns whether the provider can be told this amount exactly. */
    public boolean canSay(Money amount) {
        try {
            minor(amount);
            return true;
        } catch (ArithmeticException cannot) {
            return false;
        }
    }

    /**
     * Returns the amount in the provider's minor units.
     *
     * @throws ArithmeticException when it cannot be said exactly, or does not fit a long
     */
    public long minor(Money amount) {
        return scaled(amount).unscaledValue().longValueExact();
    }

    /**
     * Returns the amount as plain decimal text with the provider's number of decimals, as {@code 12.50}.
     *
     * @throws ArithmeticException when it cannot be said exactly
     */
    public String decimal(Money amount) {
        return scaled(amount).toPlainString();
    }

    /**
     * Returns the amount for a number of the provider's minor units.
     *
     * @throws ArithmeticException when the currency cannot express it exactly
     */
    public Money money(CurrencyUnit currency, long minor) {
        return exact(currency, BigDecimal.valueOf(minor, decimals(currency)));
    }

    /**
     * Returns the amount for decimal text.
     *
     * @throws ArithmeticException when the currency, or the provider's number of decimals, cannot express it exactly
     * @throws NumberFormatException when it is not decimal text
     */
    public Money money(CurrencyUnit currency, String decimal) {
        return exact(currency, new BigDecimal(decimal).setScale(decimals(currency), RoundingMode.UNNECESSARY));
    }

    private BigDecimal scaled(Money amount) {
        return amount.getAmount().setScale(decimals(amount.getCurrencyUnit()), RoundingMode.UNNECESSARY);
    }

    private static Money exact(CurrencyUnit currency, BigDecimal amount) {
        return Money.of(currency, amount, RoundingMode.UNNECESSARY);
    }
}
