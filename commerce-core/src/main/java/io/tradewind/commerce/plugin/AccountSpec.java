package io.tradewind.commerce.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.plugin.AccountSettings;
import io.tradewind.commerce.internal.plugin.Bounds;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * Settings of one plugin account. A value may be {@code ${env:NAME}} or {@code ${file:/path}}, in whole or in part; both
 * are read at start. Not safe for many threads.
 */
public final class AccountSpec {
    final Map<String, String> values = new HashMap<>();
    final Set<String> secrets = new HashSet<>();

    Duration longestCall = AccountSettings.UNLIMITED;
    Bounds bounds = Bounds.NONE;

    AccountSpec() {}

    /** Sets a value; the last one counts. */
    public AccountSpec set(String name, String value) {
        values.put(name, value);
        secrets.remove(name);
        return this;
    }

    /** Sets a value that is never shown, logged or stored. */
    public AccountSpec secret(String name, String value) {
        values.put(name, value);
        secrets.add(name);
        return this;
    }

    /** Bounds every call of this account; the library's own limits, such as 30 s for a payment, stay the upper bound. */
    public AccountSpec longestCall(Duration limit) {
        longestCall = limit;
        return this;
    }

    /** Offers a payment account only for orders that go to these countries, by ISO two-letter code. */
    public AccountSpec onlyFor(String... countries) {
        for (String country : countries) {
            if (!country.matches("[A-Z]{2}")) {
                throw CommerceException.badArgument("country", country, "an ISO code of two capitals is needed");
            }
        }
        bounds = new Bounds(Set.of(countries), bounds.least(), bounds.most());
        return this;
    }

    /** Offers a payment account only for amounts of at least that much; other currencies are not bounded by it. */
    public AccountSpec atLeast(Money least) {
        bounds = new Bounds(bounds.countries(), Optional.of(least), bounds.most());
        return this;
    }

    /** Offers a payment account only for amounts of at most that much; other currencies are not bounded by it. */
    public AccountSpec atMost(Money most) {
        bounds = new Bounds(bounds.countries(), bounds.least(), Optional.of(most));
        return this;
    }
}
