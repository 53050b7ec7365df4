package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.plugin.AccountSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Settings of one plugin account. A value may be {@code ${env:NAME}} or {@code ${file:/path}}, in whole or in part; both
 * are read at start. Not safe for many threads.
 */
public final class AccountSpec {
    final Map<String, String> values = new HashMap<>();
    final Set<String> secrets = new HashSet<>();

    Duration longestCall = AccountSettings.UNLIMITED;

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
}
