package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through a bulkhead. Worker and caller race for its state: only if the caller takes it out of the
 * queue is it certain that the plugin was never entered; a caller who leaves while it runs knows nothing, and what the
 * plugin answers later goes to {@code late}.
 */
final class Ticket<T> implements Runnable {
    private enum State {
        QUEUED,
        RUNNING,
        GIVEN_UP,
        LEFT,
        DONE
    }

    private final Callable<T> work;
    private final World world;
    private final ClassLoader loader;
    private final Consumer<Attempt<T>> late;
    private final Runnable left;
    private final Runnable over;
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final CompletableFuture<Attempt<T>> result = new CompletableFuture<>();
    private final Object running = new Object();
    private @Nullable Thread runner;

    /**
     * A ticket.
     *
     * @param late gets the answer that came after the caller had left
     * @param left runs when the caller leaves a running call
     * @param over runs once, before the caller goes on, answered or not
     */
    Ticket(Callable<T> work, World world, ClassLoader loader, Consumer<Attempt<T>> late, Runnable left, Runnable over) {
        this.work = work;
        this.world = world;
        this.loader = loader;
        this.late = late;
        this.left = left;
        this.over = over;
    }

    @Override
    public void run() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        synchronized (running) {
            runner = thread;
        }
        Attempt<T> attempt;
        try {
            thread.setContextClassLoader(loader);
            T value = work.call();
            attempt = value == null ? new Attempt.Unknown<>("the plugin answered null") : new Attempt.Answered<>(value);
        } catch (Throwable anything) {
            attempt = new Attempt.Unknown<>("the plugin threw " + anything);
        } finally {
            synchronized (running) {
                runner = null;
                Thread.interrupted(); // an interrupt meant for this call must not hit the next one
            }
            thread.setContextClassLoader(before);
        }
        if (state.compareAndSet(State.RUNNING, State.DONE)) {
            over.run();
            result.complete(attempt);
        } else {
            late.accept(attempt);
        }
    }

    CompletableFuture<?> done() {
        return result;
    }

    /** Waits at most that long, which may be the rest of a budget only. */
    Attempt<T> await(Duration wait, Duration budget) {
        try {
            return world.await(result, wait);
        } catch (TimeoutException tooLate) {
            return leave("no answer within " + budget.toMillis() + " ms");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return leave("the waiting thread was interrupted");
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    private Attempt<T> leave(String why) {
        if (state.compareAndSet(State.QUEUED, State.GIVEN_UP)) {
            over.run();
            return new Attempt.NotSent<>("no thread was free: " + why);
        }
        if (state.compareAndSet(State.RUNNING, State.LEFT)) {
            left.run();
            over.run();
            synchronized (running) {
                if (runner != null) {
                    runner.interrupt();
                }
            }
            return new Attempt.Unknown<>(why);
        }
        return result.join();
    }
}
