package io.tradewind.commerce;

import io.tradewind.commerce.internal.world.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Threads of which one runs at a time: who starts a call of a plugin waits until it has answered, or has said that it
 * hangs. Waiting turns the simulated clock instead of costing time. What hangs answers when the simulation lets it.
 */
public final class SimulatedThreads implements Threads {
    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(Threads.daemons("simulated"));
    private static final long STUCK_SECONDS = 60;

    private final Consumer<Duration> clock;
    private final ThreadLocal<Frame> started = new ThreadLocal<>();
    private final ThreadLocal<Frame> running = new ThreadLocal<>();
    private final List<Frame> hanging = new ArrayList<>();

    public SimulatedThreads(Consumer<Duration> clock) {
        this.clock = clock;
    }

    /** One call of a plugin. */
    private record Frame(
            CompletableFuture<Void> hangs, CompletableFuture<Void> released, CompletableFuture<Void> ended) {}

    /** Opens the builder's door to them, which only this package has. */
    public Commerce.Builder into(Commerce.Builder builder) {
        return builder.threads(this);
    }

    /** Called by a plugin: nobody hears of this call again until {@link #release}. */
    public void hang() {
        Frame frame = running.get();
        synchronized (hanging) {
            hanging.add(frame);
        }
        frame.hangs().complete(null);
        frame.released().join();
    }

    /** Lets every hanging call answer, one after the other; how many there were. */
    public int release() {
        List<Frame> frames;
        synchronized (hanging) {
            frames = List.copyOf(hanging);
            hanging.clear();
        }
        for (Frame frame : frames) {
            frame.released().complete(null);
            frame.ended().join();
        }
        return frames.size();
    }

    @Override
    public ExecutorService pool(String name, int threads) {
        return new Pool();
    }

    @Override
    public <T> T await(CompletableFuture<T> result, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        Frame frame = started.get();
        CompletableFuture<?> first = frame == null ? result : CompletableFuture.anyOf(result, frame.hangs());
        first.get(STUCK_SECONDS, TimeUnit.SECONDS);
        if (!result.isDone()) {
            clock.accept(longest);
            throw new TimeoutException();
        }
        return result.get();
    }

    @Override
    public void pause(Duration duration) {
        clock.accept(duration);
    }

    private final class Pool extends AbstractExecutorService {
        private volatile boolean closed;

        @Override
        public void execute(Runnable command) {
            Frame frame = new Frame(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
            started.set(frame);
            WORKERS.execute(() -> {
                running.set(frame);
                try {
                    command.run();
                } catch (Error dead) {
                    frame.hangs().complete(null); // its process was killed in the middle of it
                } finally {
                    running.remove();
                    frame.ended().complete(null);
                }
            });
        }

        @Override
        public void shutdown() {
            closed = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            closed = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return closed;
        }

        @Override
        public boolean isTerminated() {
            return closed;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
