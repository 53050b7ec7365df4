package io.tradewind.commerce.order;

import io.tradewind.commerce.spi.Internal;
import java.math.BigInteger;
import org.joda.money.Money;

/**
 * What units of a line are worth that are cancelled or come back. Pure.
 *
 * <p>The idea: of a line that was paid with P for N units, the first k units are worth floor(P·k / N). The units k+1 … m
 * are worth the difference of two such values, so whatever the sizes and the order of the parts, the sums add up to P
 * when the last unit is gone: that one carries the remainder.
 */
@Internal
public final class LineShares {
    private LineShares() {}

    /** What was paid for the next so many units of the line, tax included. */
    public static Money paid(OrderLine line, int units) {
        return share(line.paid(), line, units);
    }

    /** The part of it that is not tax: what commissions are earned on, at placing as well as backwards. */
    public static Money net(OrderLine line, int units) {
        return share(line.paid().minus(line.tax()), line, units);
    }

    private static Money share(Money whole, OrderLine line, int units) {
        int gone = line.cancelled() + line.returned();
        long minor = whole.getAmountMinorLong();
        long share = upTo(minor, gone + units, line.quantity()) - upTo(minor, gone, line.quantity());
        return Money.ofMinor(whole.getCurrencyUnit(), share);
    }

    private static long upTo(long minor, int units, int all) {
        return BigInteger.valueOf(minor)
                .multiply(BigInteger.valueOf(units))
                .divide(BigInteger.valueOf(all))
                .longValueExact();
    }
}
