package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets one place on the network try something so often within ten minutes. Safe for many threads. */
final class Tries {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;

    private final int most;
    private final Map<String, List<Instant>> tries = new ConcurrentHashMap<>();

    Tries(int most) {
        this.most = most;
    }

    /** True if no other try is left now; counts none. */
    boolean over(String address) {
        Instant since = StoreClock.now().minus(WINDOW);
        return tries.getOrDefault(address, List.of()).stream()
                        .filter(since::isBefore)
                        .count()
                >= most;
    }

    /** Counts a try; false if it was one too many. */
    boolean another(String address) {
        Instant since = StoreClock.now().minus(WINDOW);
        if (tries.size() > REMEMBERED) {
            tries.values().removeIf(it -> it.stream().noneMatch(since::isBefore));
        }
        List<Instant> kept = tries.compute(address, (key, before) -> {
            List<Instant> now = new ArrayList<>(before == null ? List.of() : before);
            now.removeIf(it -> !since.isBefore(it));
            if (now.size() <= most) {
                now.add(StoreClock.now());
            }
            return now;
        });
        return kept.size() <= most;
    }
}
