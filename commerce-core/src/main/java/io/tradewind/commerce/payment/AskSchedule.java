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

    private static final double EARLIEST = 0.9;

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

    /** How long after its answer was lost an attempt to pay goes out again: as long as its buyer still waits for it. */
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(25), Duration.ofSeconds(100));

    private AskSchedule() {}

    /**
     * When to ask about a lost answer. Asking out of turn, as for a buyer who keeps looking, does not use the schedule up.
     *
     * @param since when it was lost
     * @param asks how often the provider was asked already
     * @param jitter between 0.9 and 1.1, so that many do not ask at once
     * @return empty at the end of the schedule
     */
    static Optional<Instant> afterLoss(Instant since, int asks, Instant now, double jitter) {
        long passed = UNKNOWN.stream()
                .filter(it -> !since.plus(scaled(it, EARLIEST)).isAfter(now))
                .count();
        int turn = (int) Math.min(asks, passed);
        if (turn >= UNKNOWN.size()) {
            return Optional.empty();
        }
        Instant planned = since.plus(scaled(UNKNOWN.get(turn), jitter));
        Instant soonest = now.plusSeconds(5);
        return Optional.of(planned.isBefore(soonest) && turn > 0 ? soonest : planned);
    }

    /**
     * When to ask about something that is under way, if the provider gave no time of its own: 15 min, 1 h, 6 h, daily.
     *
     * @param since when it was sent
     */
    static Instant whileWaiting(Instant since, int asks, Instant now, double jitter) {
        int turn = 0;
        Instant planned = since;
        while (turn < Math.min(asks, WAITING.size())) {
            planned = planned.plus(scaled(WAITING.get(turn), EARLIEST));
            if (planned.isAfter(now)) {
                break;
            }
            turn++;
        }
        Duration wait = turn < WAITING.size() ? WAITING.get(turn) : Duration.ofDays(1);
        return now.plus(scaled(wait, jitter));
    }

    /** Whether an attempt whose first answer was lost may go out once more by now; {@code sends} counts the first. */
    static boolean mayGoAgain(Instant since, int sends, Instant now) {
        return sends <= AGAIN.size() && !now.isBefore(since.plus(AGAIN.get(sends - 1)));
    }

    private static Duration scaled(Duration wait, double jitter) {
        return Duration.ofMillis(Math.round(wait.toMillis() * jitter));
    }
}
