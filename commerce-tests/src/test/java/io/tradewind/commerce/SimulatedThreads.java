package io.tradewind.commerce;

import io.tradewind.commerce.internal.world.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Threads of which one runs at a time: a call of a plugin runs when its caller begins to wait for it, and the caller goes
 * on when it has ended or has said that it hangs. Waiting turns the simulated clock instead of costing time. What hangs
 * answers when the simulation lets it.
 */
public final class SimulatedThreads implements Threads {
    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(Threads.daemons("simulated"));
    private static final long STUCK_SECONDS = 60;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Consumer<Duration> clock;
    private final BooleanSupplier mayHang;
    private final ThreadLocal<Queue<Runnable>> begun = ThreadLocal.withInitial(ArrayDeque::new);
    private final ThreadLocal<Frame> running = new ThreadLocal<>();
    private final List<Frame> hanging = new ArrayList<>();

    /**
     * Threads on that clock.
     *
     * @param mayHang asked before each call: whether it may call {@link #hang}, so that it needs a thread of its own
     */
    public SimulatedThreads(Consumer<Duration> clock, BooleanSupplier mayHang) {
        this.clock = clock;
        this.mayHang = mayHang;
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
        if (frame == null) { // it has no thread of its own, so that its caller hangs with it
            clock.accept(FOR_EVER);
            return;
        }
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
        for (Runnable next = begun.get().poll();
                next != null;
                next = begun.get().poll()) {
            run(next);
        }
        if (!result.isDone()) {
            clock.accept(longest);
            throw new TimeoutException();
        }
        return result.get();
    }

    private void run(Runnable call) throws InterruptedException, ExecutionException, TimeoutException {
        if (!mayHang.getAsBoolean()) {
            call.run();
            return;
        }
        Frame frame = new Frame(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        WORKERS.execute(() -> {
            running.set(frame);
            try {
                call.run();
            } catch (Error dead) {
                frame.hangs().complete(null); // its process was killed in the middle of it
            } finally {
                running.remove();
                frame.ended().complete(null);
            }
        });
        CompletableFuture.anyOf(frame.ended(), frame.hangs()).get(STUCK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void pause(Duration duration) {
        clock.accept(duration);
    }

    private final class Pool extends AbstractExecutorService {
        private volatile boolean closed;

        @Override
        public void execute(Runnable command) {
            begun.get().add(command);
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
