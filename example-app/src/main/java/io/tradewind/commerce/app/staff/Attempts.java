package io.tradewind.commerce.app.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed sign-ins per name and per address. After five within a quarter of an hour the next try has to wait until
 * the oldest is that old; nobody is locked out for good by somebody else. Safe for many threads.
 */
final class Attempts {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_NAME = 5;
    private static final int PER_ADDRESS = 30;
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** Counts a try before it is made, so that tries at the same time count too; how long to wait if it may not be made. */
    synchronized Duration next(String name, String address) {
        Duration byName = wait("name " + name, PER_NAME);
        Duration byAddress = wait("address " + address, PER_ADDRESS);
        Duration wait = byName.compareTo(byAddress) > 0 ? byName : byAddress;
        if (wait.isZero()) {
            failures.computeIfAbsent("name " + name, it -> new ArrayDeque<>()).addLast(clock.instant());
            failures.computeIfAbsent("address " + address, it -> new ArrayDeque<>())
                    .addLast(clock.instant());
        }
        return wait;
    }

    private Duration wait(String key, int most) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        times.removeIf(it -> it.isBefore(now.minus(WINDOW)));
        return times.size() < most
                ? Duration.ZERO
                : Duration.between(now, times.getFirst().plus(WINDOW));
    }

    synchronized void succeeded(String name, String address) {
        failures.remove("name " + name);
        Deque<Instant> times = failures.get("address " + address);
        if (times != null && !times.isEmpty()) {
            times.removeLast();
        }
    }
}
