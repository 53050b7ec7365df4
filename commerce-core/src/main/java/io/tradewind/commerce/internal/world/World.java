package io.tradewind.commerce.internal.world;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes from outside: the clock (microseconds, as the databases keep them), ids, randomness, background threads
 * and named crash points. Nothing else in the library may read the time, make ids or start threads.
 */
public final class World implements AutoCloseable {
    private final Clock clock;
    private final Random random;
    private final Ids ids;
    private final Executor executor;
    private final @Nullable Background own;
    private final Consumer<String> crashPoints;
    private final Threads threads;

    /** A world from its parts; a null executor means threads of our own, a null clock or random the real ones. */
    public World(
            @Nullable Clock clock,
            @Nullable Random random,
            @Nullable Executor executor,
            @Nullable Consumer<String> crashPoints) {
        this(clock, random, executor, crashPoints, Threads.REAL);
    }

    /** The same with threads that a simulation brings. */
    public World(
            @Nullable Clock clock,
            @Nullable Random random,
            @Nullable Executor executor,
            @Nullable Consumer<String> crashPoints,
            Threads threads) {
        this.clock = Clock.tick(clock == null ? Clock.systemUTC() : clock, Duration.of(1, ChronoUnit.MICROS));
        this.random = random == null ? new SecureRandom() : random;
        this.ids = new Ids(this.clock, this.random);
        this.own = executor == null ? new Background() : null;
        this.executor = own == null ? Objects.requireNonNull(executor) : own;
        this.crashPoints = crashPoints == null ? name -> {} : crashPoints;
        this.threads = threads;
    }

    /** The clock, ticking in microseconds. */
    public Clock clock() {
        return clock;
    }

    /** The present instant in microseconds. */
    public Instant now() {
        return clock.instant();
    }

    /** A new id. */
    public UUID id() {
        return ids.next();
    }

    /** The source of randomness; cryptographically strong unless a test handed in another. */
    public Random random() {
        return random;
    }

    /** An unguessable URL-safe token of 160 bits. */
    public String token() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Runs background work. */
    public Executor executor() {
        return executor;
    }

    /**
     * Runs background work after a while, so that more of it gathers; at once where the executor was handed in. What has
     * not begun when the world closes is dropped.
     */
    public void executeLater(Duration delay, Runnable work) {
        if (own != null) {
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(work);
        } else {
            executor.execute(work);
        }
    }

    /**
     * Waits until no background work is left but its caller's own, at most that long. Where the executor was handed in, its
     * owner sees to that.
     *
     * @return false if there still is some
     */
    public boolean awaitQuiet(Duration longest) {
        return own == null || own.awaitQuiet(longest);
    }

    /**
     * A fixed pool of daemon threads for somebody who must bound its own concurrency. The caller sees to it that not too
     * much waits for a thread, and shuts it down.
     */
    public ExecutorService pool(String name, int size) {
        return threads.pool(name, size);
    }

    /** Waits for the result of another thread, at most that long. */
    public <T> T await(CompletableFuture<T> result, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        return threads.await(result, longest);
    }

    /** Marks a place where a crash test may stop the process; does nothing otherwise. */
    public void crashPoint(String name) {
        crashPoints.accept(name);
    }

    /** Waits, for back-off between tries only. */
    public void pause(Duration duration) {
        threads.pause(duration);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
