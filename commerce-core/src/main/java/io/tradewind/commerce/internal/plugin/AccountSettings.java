package io.tradewind.commerce.internal.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * One account as the shop configured it, values not yet resolved or checked. Does not print values.
 *
 * @param kind its role
 * @param account the shop's name for it
 * @param code which factory makes it
 * @param values by setting name; may hold {@code ${env:NAME}} and {@code ${file:…}}
 * @param secrets names of settings that were given as secrets
 * @param longestCall most that one call may take, where that is shorter than the guard's own limit
 * @param bounds for what a payment account is offered
 */
public record AccountSettings(
        ProviderKind kind,
        String account,
        String code,
        Map<String, String> values,
        Set<String> secrets,
        Duration longestCall,
        Bounds bounds) {
    /** More than any limit of the guard. */
    public static final Duration UNLIMITED = Duration.ofHours(1);

    /** Copies the collections. */
    public AccountSettings {
        values = Map.copyOf(values);
        secrets = Set.copyOf(secrets);
    }

    /** An account whose calls are bounded by the guard alone. */
    public AccountSettings(
            ProviderKind kind, String account, String code, Map<String, String> values, Set<String> secrets) {
        this(kind, account, code, values, secrets, UNLIMITED, Bounds.NONE);
    }

    @Override
    public String toString() {
        return kind.word() + " '" + account + "' (" + code + ") " + values.keySet();
    }
}
