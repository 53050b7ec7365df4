package io.tradewind.commerce.spi.payment;

import io.tradewind.commerce.spi.MinorUnits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;

/** Makes payment profiles: two ready ones and a builder. */
public final class PaymentProfiles {
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration ONE_WEEK = Duration.ofDays(7);

    private PaymentProfiles() {}

    /** Returns the profile of a method where a person confirms the receipt: pay later, all currencies, nothing to ask. */
    public static PaymentProfile offline() {
        Builder builder = builder().can(PaymentCapability.PURCHASE, PaymentCapability.PAY_LATER);
        CurrencyUnit.registeredCurrencies().stream()
                .filter(it -> !it.isPseudoCurrency())
                .forEach(it -> builder.currencies(it.getCode()));
        return builder.build();
    }

    /**
     * Returns the profile of a gateway that takes money at once, honours the operation id as key for a day and can be
     * asked by it.
     *
     * @param currencies ISO codes of the currencies it takes
     */
    public static PaymentProfile purchase(String... currencies) {
        return builder()
                .can(PaymentCapability.PURCHASE, PaymentCapability.KEYED, PaymentCapability.QUERY_BY_OPERATION)
                .currencies(currencies)
                .keptFor(ONE_DAY, OperationKind.PURCHASE)
                .build();
    }

    /** Returns a builder without capabilities and currencies. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a profile. Not thread-safe. */
    public static final class Builder {
        private final Set<PaymentCapability> capabilities = EnumSet.noneOf(PaymentCapability.class);
        private final Set<CurrencyUnit> currencies = new TreeSet<>();
        private final Map<OperationKind, Duration> keyRetention = new EnumMap<>(OperationKind.class);
        private MinorUnits units = MinorUnits.STANDARD;
        private Duration settleWindow = Duration.ZERO;
        private Duration authorizationLife = ONE_WEEK;

        private Builder() {}

        /** Claims capabilities. */
        public Builder can(PaymentCapability... claimed) {
            capabilities.addAll(List.of(claimed));
            return this;
        }

        /** Adds currencies by ISO code. */
        public Builder currencies(String... codes) {
            for (String code : codes) {
                currencies.add(CurrencyUnit.of(code));
            }
            return this;
        }

        /** Sets how amounts are said on the wire; the default is Joda-Money's table. */
        public Builder units(MinorUnits newUnits) {
            units = newUnits;
            return this;
        }

        /** Sets how long keys are remembered, for the given kinds or, when none is given, for all. */
        public Builder keptFor(Duration retention, OperationKind... kinds) {
            for (OperationKind kind : kinds.length == 0 ? OperationKind.values() : kinds) {
                keyRetention.put(kind, retention);
            }
            return this;
        }

        /** Sets how long an operation may stay invisible to a query; the default is not at all. */
        public Builder settleWindow(Duration window) {
            settleWindow = window;
            return this;
        }

        /** Sets how long an authorisation holds; the default is seven days. */
        public Builder authorizationLife(Duration life) {
            authorizationLife = life;
            return this;
        }

        /** Returns the profile. */
        public PaymentProfile build() {
            return new PaymentProfile(capabilities, currencies, units, keyRetention, settleWindow, authorizationLife);
        }
    }
}
