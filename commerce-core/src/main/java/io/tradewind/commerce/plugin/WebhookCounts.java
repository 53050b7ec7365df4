package io.tradewind.commerce.plugin;

import io.tradewind.commerce.plugin.PluginReport.RefusedWebhook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is not stored: forged and repeated webhooks, per account. Safe for many threads. */
@Singleton
final class WebhookCounts {
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, RefusedWebhook> last = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> repeated = new ConcurrentHashMap<>();

    @Inject
    WebhookCounts() {}

    void refuse(String account, RefusedWebhook webhook) {
        last.put(account, webhook);
        refused.computeIfAbsent(account, it -> new LongAdder()).increment();
    }

    void repeat(String account, int times) {
        repeated.computeIfAbsent(account, it -> new LongAdder()).add(times);
    }

    long refused(String account) {
        return sum(refused, account);
    }

    Optional<RefusedWebhook> lastRefused(String account) {
        return Optional.ofNullable(last.get(account));
    }

    long repeated(String account) {
        return sum(repeated, account);
    }

    private static long sum(Map<String, LongAdder> counts, String account) {
        LongAdder count = counts.get(account);
        return count == null ? 0 : count.sum();
    }
}
