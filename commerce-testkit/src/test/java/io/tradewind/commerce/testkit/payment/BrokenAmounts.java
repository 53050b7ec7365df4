package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** Mistakes about amounts. */
final class BrokenAmounts {
    static final List<Mutant> ALL = List.of(
            Mutant.of("times-hundred", "PAY-AMT-2", TimesHundred::new),
            Mutant.of("two-decimals-everywhere", "PAY-AMT-3", TwoDecimalsEverywhere::new),
            Mutant.of("ignores-exceptions", "PAY-AMT-4", IgnoresExceptions::new),
            Mutant.of("double-arithmetic", "PAY-AMT-5", DoubleArithmetic::new),
            Mutant.of("echoes-request-amount", "PAY-AMT-6", EchoesRequestAmount::new),
            Mutant.of("refuses-small-sums", "PAY-AMT-1", RefusesSmallSums::new),
            Mutant.of("rounds-what-cannot-be-said", "PAY-AMT-7", RoundsWhatCannotBeSaid::new));

    private BrokenAmounts() {}

    private static final class TimesHundred extends ReferenceGateway {
        TimesHundred(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            return amount.getAmount().movePointRight(2).longValue();
        }

        @Override
        protected Money money(String currency, long minor) {
            return Money.of(CurrencyUnit.of(currency), BigDecimal.valueOf(minor, 2), RoundingMode.HALF_UP);
        }
    }

    private static final class TwoDecimalsEverywhere extends ReferenceGateway {
        TwoDecimalsEverywhere(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            boolean whole = amount.getCurrencyUnit().getDecimalPlaces() == 0;
            return whole
                    ? super.minor(amount)
                    : amount.getAmount().movePointRight(2).longValue();
        }
    }

    private static final class IgnoresExceptions extends ReferenceGateway {
        IgnoresExceptions(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            return MinorUnits.STANDARD.minor(amount);
        }

        @Override
        protected Money money(String currency, long minor) {
            return MinorUnits.STANDARD.money(CurrencyUnit.of(currency), minor);
        }
    }

    private static final class DoubleArithmetic extends ReferenceGateway {
        DoubleArithmetic(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            int decimals = profile().units().decimals(amount.getCurrencyUnit());
            return (long) (amount.getAmount().doubleValue() * Math.pow(10, decimals));
        }
    }

    private static final class EchoesRequestAmount extends ReferenceGateway {
        EchoesRequestAmount(ProviderContext context) {
            super(context);
        }

        @Override
        protected Money amount(Sent sent, JsonNode json) {
            return sent.amount();
        }
    }

    private static final class RefusesSmallSums extends ReferenceGateway {
        RefusesSmallSums(ProviderContext context) {
            super(context);
        }

        @Override
        protected boolean sayable(Money amount) {
            return super.sayable(amount) && (amount.isZero() || amount.getAmountMajorLong() >= 1);
        }
    }

    private static final class RoundsWhatCannotBeSaid extends ReferenceGateway {
        RoundsWhatCannotBeSaid(ProviderContext context) {
            super(context);
        }

        @Override
        protected boolean sayable(Money amount) {
            return true;
        }

        @Override
        protected long minor(Money amount) {
            int decimals = profile().units().decimals(amount.getCurrencyUnit());
            return amount.getAmount()
                    .movePointRight(decimals)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValue();
        }
    }
}
