package io.tradewind.commerce.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How often messages may go out. Windows slide, so a block always ends by itself: a stranger can slow a number down but
 * never lock it out.
 */
final class SendPolicy {
    /** Waits after the first, second, third and every later message of a challenge. */
    private static final List<Duration> RESEND =
            List.of(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));

    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);
    static final Duration RANGE_REST = Duration.ofHours(24);
    /** So long a buyer may take to type a code before its message says anything about its range. */
    static final Duration TYPING = Duration.ofMinutes(2);

    private static final int RANGE_STARTS = 10;
    private static final int RANGE_AT_ONCE = 100;
    private static final int RANGE_PERCENT = 10;
    /** So many messages that led nowhere are outweighed by one that did: more successes than that decide nothing. */
    private static final int RANGE_FAILURES = (100 - RANGE_PERCENT) / RANGE_PERCENT;

    /**
     * A thing that is counted.
     *
     * @param key under which it is counted
     * @param perHour most messages in any hour
     * @param perDay most messages in any day
     */
    record Limit(String key, int perHour, int perDay) {
        static Limit number(String key) {
            return new Limit(key, 3, 5);
        }

        static Limit session(String key) {
            return new Limit(key, 5, 120);
        }

        static Limit block(String key) {
            return new Limit(key, 10, 240);
        }

        /** A block of 10,000 numbers rests by its rate of success, not by a count. */
        static Limit range(String key) {
            return new Limit(key, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }

        boolean counts() {
            return perHour < Integer.MAX_VALUE;
        }
    }

    /** A message that was counted. */
    record Taken(String key, Instant at) {}

    private SendPolicy() {}

    /** When the next message of a challenge may go out that has seen so many. */
    static Instant resendAt(Instant now, int sends) {
        return now.plus(RESEND.get(Math.min(sends, RESEND.size()) - 1));
    }

    /** True if one more message is too many. */
    static boolean exceeds(Limit limit, List<Taken> taken, Instant now) {
        return count(limit.key(), taken, now.minus(HOUR)) >= limit.perHour()
                || count(limit.key(), taken, now.minus(DAY)) >= limit.perDay();
    }

    /** True if a message went to that number a moment ago, whoever asked. */
    static boolean tooSoon(String key, List<Taken> taken, Instant now) {
        return count(key, taken, now.minus(RESEND.get(0))) > 0;
    }

    /**
     * True if so few of a range's messages of the last hour led anywhere that somebody is pumping. Many buyers may begin
     * at the same moment, as when a launch opens.
     *
     * @param sent messages that led somewhere or had the time to
     * @param succeeded those of them that did
     * @param fresh messages that may still lead somewhere
     */
    static boolean looksPumped(long sent, long succeeded, long fresh) {
        return (sent >= RANGE_STARTS && succeeded * 100 < sent * RANGE_PERCENT) || fresh >= RANGE_AT_ONCE;
    }

    /**
     * So many messages that succeeded decide that a range is not being pumped; 0 if that is clear without any. If many are
     * fresh, those that are found first may all be ripe ones, so it takes so many more.
     *
     * @param ripe messages that had the time to lead somewhere
     * @param fresh messages that may still do so
     */
    static long deciding(long ripe, long fresh) {
        if (fresh >= RANGE_AT_ONCE) {
            return ripe + fresh - RANGE_AT_ONCE + 1;
        }
        return ripe >= RANGE_STARTS ? ripe / RANGE_FAILURES + 1 : 0;
    }

    private static long count(String key, List<Taken> taken, Instant since) {
        return taken.stream()
                .filter(it -> it.key().equals(key) && it.at().isAfter(since))
                .count();
    }
}
