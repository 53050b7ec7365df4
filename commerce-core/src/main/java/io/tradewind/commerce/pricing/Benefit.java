package io.tradewind.commerce.pricing;

import io.tradewind.commerce.error.CommerceException;
import java.math.BigDecimal;
import org.joda.money.Money;

/** What a code takes off the price. */
public sealed interface Benefit {
    /**
     * A share of the goods.
     *
     * @param percent more than 0, at most 100
     */
    record Percent(BigDecimal percent) implements Benefit {
        /** Checks the bounds. */
        public Percent {
            if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0 || percent.scale() > 4) {
                throw CommerceException.badArgument("percent", percent, "more than 0, at most 100, four decimals");
            }
        }
    }

    /**
     * An amount off the whole basket, at most what the goods cost.
     *
     * @param amount more than zero
     */
    record Fixed(Money amount) implements Benefit {
        /** Checks the bounds. */
        public Fixed {
            if (!amount.isPositive()) {
                throw CommerceException.badArgument("amount", amount, "more than zero");
            }
        }
    }
}
