package io.tradewind.commerce.app.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often each caller asks within the minute of the clock, in this process. Safe for many threads. */
public final class Windows {
    /** How long a window is. */
    public static final Duration LENGTH = Duration.ofMinutes(1);

    private static final int MOST_COUNTED = 50_000;

    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private volatile long counted;

    /**
     * Where a caller stands.
     *
     * @param left requests that are still allowed in this window
     * @param seconds until the next window
     */
    public record Standing(int left, long seconds, boolean allowed) {}

    /** Counts one request of that caller, who may send {@code quota} in a window. */
    public Standing count(String caller, int quota) {
        long now = Instant.now().getEpochSecond();
        long length = LENGTH.toSeconds();
        long number = now / length;
        if (number != counted || counts.size() > MOST_COUNTED) {
            counted = number;
            counts.keySet().removeIf(it -> !it.startsWith(number + "|"));
        }
        int used = counts.computeIfAbsent(number + "|" + caller, it -> new AtomicInteger())
                .incrementAndGet();
        return new Standing(Math.max(0, quota - used), length - now % length, used <= quota);
    }
}
