package io.tradewind.commerce.internal.plugin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling a provider that fails: opens when more than half of the last 20 calls, at least 5 of them made, failed
 * for infrastructure reasons; stays open for 10 s, doubling to 5 min, then lets one probe through. A provider's no is
 * not a failure. Safe for many threads.
 */
final class Breaker {
    /** What reports show. */
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** Leave for one call. */
    static final class Pass {
        private Pass() {}
    }

    private static final int WINDOW = 20;
    private static final int FEWEST = 5;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final boolean[] failures = new boolean[WINDOW];
    private int calls;
    private int failed;
    private State state = State.CLOSED;
    private @Nullable Pass probe;
    private Duration pause = FIRST;
    private Instant openUntil = Instant.EPOCH;

    /** Leave for a call to go out, which is followed by one {@link #record} or {@link #release}; null if it may not. */
    synchronized @Nullable Pass tryPass(Instant now) {
        return switch (state) {
            case CLOSED -> new Pass();
            case HALF_OPEN -> null;
            case OPEN -> {
                if (now.isBefore(openUntil)) {
                    yield null;
                }
                state = State.HALF_OPEN;
                probe = new Pass();
                yield probe;
            }
        };
    }

    /** True if a call would go out now; takes no probe. */
    synchronized boolean wouldPass(Instant now) {
        return state == State.CLOSED || (state == State.OPEN && !now.isBefore(openUntil));
    }

    /** The call ended. */
    synchronized void record(Pass pass, boolean failure, Instant now) {
        if (state == State.HALF_OPEN && pass == probe) {
            if (failure) {
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
                open(now);
            } else {
                close();
            }
            return;
        }
        if (state != State.CLOSED) {
            return; // a call from before it opened
        }
        int slot = calls % WINDOW;
        if (calls >= WINDOW && failures[slot]) {
            failed--;
        }
        failures[slot] = failure;
        failed += failure ? 1 : 0;
        calls++;
        int seen = Math.min(calls, WINDOW);
        if (seen >= FEWEST && failed * 2 > seen) {
            open(now);
        }
    }

    /** The call did not go out after all. */
    synchronized void release(Pass pass) {
        if (state == State.HALF_OPEN && pass == probe) {
            state = State.OPEN;
        }
    }

    synchronized State state() {
        return state;
    }

    /** Until when calls are kept back; in the past where they are not. */
    synchronized Instant openUntil() {
        return state == State.OPEN ? openUntil : Instant.EPOCH;
    }

    /** Somebody has seen to it: calls go through again, and what failed before is forgotten. */
    synchronized void reset() {
        close();
    }

    private void open(Instant now) {
        state = State.OPEN;
        openUntil = now.plus(pause);
    }

    private void close() {
        state = State.CLOSED;
        pause = FIRST;
        calls = 0;
        failed = 0;
    }
}
