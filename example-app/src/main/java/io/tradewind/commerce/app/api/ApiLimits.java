package io.tradewind.commerce.app.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often one caller may ask in a window, counted in this process; what protects money and codes is counted in the
 * database besides. Safe for many threads.
 */
public final class ApiLimits {
    private static final int MOST_COUNTED = 50_000;

    private final int normal;
    private final int tight;
    private final Duration window;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private volatile long counted;

    private ApiLimits(int normal, int tight, Duration window) {
        this.normal = normal;
        this.tight = tight;
        this.window = window;
    }

    /** 600 requests a minute, 60 of them where something could be guessed or costs money. */
    public static ApiLimits usual() {
        return of(600, 60);
    }

    /** So many a minute. */
    public static ApiLimits of(int normal, int tight) {
        return new ApiLimits(normal, tight, Duration.ofMinutes(1));
    }

    /** No more than anybody could send. */
    public static ApiLimits none() {
        return of(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Where a caller stands.
     *
     * @param quota requests of a window
     * @param left of them
     * @param seconds until the next window
     */
    record Standing(String policy, int quota, int left, long seconds, long window, boolean allowed) {}

    Standing count(String caller, Limit limit) {
        long seconds = Instant.now().getEpochSecond();
        long length = window.toSeconds();
        long number = seconds / length;
        if (number != counted || counts.size() > MOST_COUNTED) {
            counted = number;
            counts.keySet().removeIf(it -> !it.startsWith(number + "|"));
        }
        int quota = limit == Limit.TIGHT ? tight : normal;
        String policy = limit == Limit.TIGHT ? "tight" : "default";
        int used = counts.computeIfAbsent(number + "|" + policy + "|" + caller, it -> new AtomicInteger())
                .incrementAndGet();
        return new Standing(policy, quota, Math.max(0, quota - used), length - seconds % length, length, used <= quota);
    }
}
