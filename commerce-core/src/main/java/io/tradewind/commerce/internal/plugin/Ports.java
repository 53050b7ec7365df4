package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The guarded port of each account, in the order they were configured. Immutable: an account that is opened anew makes
 * new ports of which one is another.
 *
 * @param byKind ports by role and account
 * @param guards by account
 */
record Ports(Map<ProviderKind, Map<String, Object>> byKind, Map<String, Guard> guards) {
    static Ports of(List<Account> accounts, PortMaker maker) {
        Map<ProviderKind, Map<String, Object>> byKind = new LinkedHashMap<>();
        Map<String, Guard> guards = new LinkedHashMap<>();
        for (Account account :
                accounts.stream().sorted(Comparator.comparing(Account::kind)).toList()) {
            PortMaker.Made made = maker.make(account);
            byKind.computeIfAbsent(account.kind(), it -> new LinkedHashMap<>()).put(account.name(), made.port());
            guards.put(account.name(), made.guard());
        }
        return new Ports(byKind, guards);
    }

    /** The same ports but for one account. */
    Ports with(ProviderKind kind, String account, PortMaker.Made made) {
        Map<ProviderKind, Map<String, Object>> ports = new LinkedHashMap<>(byKind);
        Map<String, Object> ofKind = new LinkedHashMap<>(of(kind));
        ofKind.put(account, made.port());
        ports.put(kind, ofKind);
        Map<String, Guard> all = new LinkedHashMap<>(guards);
        all.put(account, made.guard());
        return new Ports(ports, all);
    }

    <T> List<T> all(ProviderKind kind, Class<T> type) {
        return of(kind).values().stream().map(type::cast).toList();
    }

    /** The port of that account, or an exception that names the known ones. */
    <T> T one(ProviderKind kind, String account, Class<T> type) {
        Object port = of(kind).get(account);
        if (port == null) {
            throw unknown(kind.word(), account, new ArrayList<>(of(kind).keySet()));
        }
        return type.cast(port);
    }

    /** Accounts of a role, those that are down left out. */
    List<String> up(ProviderKind kind) {
        return guards.values().stream()
                .map(Guard::account)
                .filter(it -> it.kind() == kind && it.provider().isPresent())
                .map(Account::name)
                .toList();
    }

    Optional<ProviderKind> kind(String account) {
        return Optional.ofNullable(guards.get(account)).map(it -> it.account().kind());
    }

    /** The guard of that account of whatever role. */
    Guard guard(String account) {
        Guard guard = guards.get(account);
        if (guard == null) {
            throw unknown("plugin", account, new ArrayList<>(guards.keySet()));
        }
        return guard;
    }

    private Map<String, Object> of(ProviderKind kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    private static CommerceException unknown(String kind, String account, List<String> known) {
        return new CommerceException(
                ErrorCode.UNKNOWN_ACCOUNT,
                "There is no " + kind + " account '" + account + "'. Fix: use one of " + known + ".");
    }
}
