package io.tradewind.commerce.internal.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
 * @param changed what people changed since: values that win over those above and are taken as they stand, or empty for
 *     a setting that is to count as not given
 */
public record AccountSettings(
        ProviderKind kind,
        String account,
        String code,
        Map<String, String> values,
        Set<String> secrets,
        Duration longestCall,
        Bounds bounds,
        Map<String, Optional<String>> changed) {
    /** More than any limit of the guard. */
    public static final Duration UNLIMITED = Duration.ofHours(1);

    /** Copies the collections. */
    public AccountSettings {
        values = Map.copyOf(values);
        secrets = Set.copyOf(secrets);
        changed = Map.copyOf(changed);
    }

    /** An account whose calls are bounded by the guard alone, and of which nobody has changed anything. */
    public AccountSettings(
            ProviderKind kind, String account, String code, Map<String, String> values, Set<String> secrets) {
        this(kind, account, code, values, secrets, UNLIMITED, Bounds.NONE, Map.of());
    }

    /** The same account with other changes instead. */
    public AccountSettings changing(Map<String, Optional<String>> now) {
        return new AccountSettings(kind, account, code, values, secrets, longestCall, bounds, now);
    }

    /** The values that count: as configured, then as changed. */
    public Map<String, String> given() {
        Map<String, String> given = new TreeMap<>(values);
        changed.forEach((name, value) -> value.ifPresentOrElse(it -> given.put(name, it), () -> given.remove(name)));
        return given;
    }

    /** True if a value is taken as it stands: people may not have it read variables or files of the server. */
    boolean isLiteral(String name) {
        return changed.containsKey(name);
    }

    @Override
    public String toString() {
        return kind.word() + " '" + account + "' (" + code + ") " + values.keySet();
    }
}
