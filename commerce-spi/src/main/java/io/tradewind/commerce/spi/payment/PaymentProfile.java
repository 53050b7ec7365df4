package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.MinorUnits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What one payment account can do. Made with {@link PaymentProfiles}.
 *
 * @param capabilities what is claimed
 * @param currencies currencies it takes
 * @param units how amounts are said on its wire
 * @param keyRetention how long the provider remembers an idempotency key, per kind of operation; absent = not at all
 * @param settleWindow how long an operation may stay invisible to a query; "not found" before that means nothing
 * @param authorizationLife how long an authorisation holds
 */
public record PaymentProfile(
        Set<PaymentCapability> capabilities,
        Set<CurrencyUnit> currencies,
        MinorUnits units,
        Map<OperationKind, Duration> keyRetention,
        Duration settleWindow,
        Duration authorizationLife) {
    /** Copies the collections and refuses missing parts. */
    public PaymentProfile {
        capabilities = Set.copyOf(capabilities);
        currencies = Set.copyOf(currencies);
        keyRetention = Map.copyOf(keyRetention);
        requireNonNull(units, "units");
        requireNonNull(settleWindow, "settleWindow");
        requireNonNull(authorizationLife, "authorizationLife");
    }

    /** Returns whether a capability is claimed. */
    public boolean can(PaymentCapability capability) {
        return capabilities.contains(capability);
    }

    /** Returns whether the account takes this currency and can say this very amount. */
    public boolean takes(Money amount) {
        return currencies.contains(amount.getCurrencyUnit()) && units.canSay(amount);
    }
}
