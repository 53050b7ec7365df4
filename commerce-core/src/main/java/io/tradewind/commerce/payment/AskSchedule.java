package io.tradewind.commerce.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a provider is asked again. After a lost answer densely at first, since stock is held, then with a long tail,
 * since banks answer late; at the end it is for staff alone. Pure.
 */
final class AskSchedule {
    /** How long after the answer was lost staff get a task. */
    static final Duration TASK_AFTER = Duration.ofMinutes(10);

    /** How long after it was sent staff get a task if the provider cannot be asked and has not said what came of it. */
    static final Duration TASK_UNHEARD = Duration.ofHours(1);

    /** How long after it was sent staff get a task if the provider still says that it is under way. */
    static final Duration TASK_WAITING = Duration.ofDays(7);

    private static final List<Duration> UNKNOWN = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24),
            Duration.ofDays(2),
            Duration.ofDays(3),
            Duration.ofDays(4),
            Duration.ofDays(5),
            Duration.ofDays(6));

    private static final List<Duration> WAITING =
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6));

    private AskSchedule() {}

    /**
     * When to ask about a lost answer.
     *
     * @param since when it was lost
     * @param asks how often the provider was asked already
     * @param jitter between 0.9 and 1.1, so that many do not ask at once
     * @return empty at the end of the schedule
     */
    static Optional<Instant> afterLoss(Instant since, int asks, Instant now, double jitter) {
        if (asks >= UNKNOWN.size()) {
            return Optional.empty();
        }
        Instant planned = since.plus(scaled(UNKNOWN.get(asks), jitter));
        Instant soonest = now.plusSeconds(5);
        return Optional.of(planned.isBefore(soonest) && asks > 0 ? soonest : planned);
    }

    /** When to ask about something that is under way, if the provider gave no time of its own: 15 min, 1 h, 6 h, daily. */
    static Instant whileWaiting(int asks, Instant now, double jitter) {
        Duration wait = asks < WAITING.size() ? WAITING.get(asks) : Duration.ofDays(1);
        return now.plus(scaled(wait, jitter));
    }

    private static Duration scaled(Duration wait, double jitter) {
        return Duration.ofMillis(Math.round(wait.toMillis() * jitter));
    }
}
