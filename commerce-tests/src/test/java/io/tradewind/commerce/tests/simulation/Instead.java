package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.internal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** What is called instead of a guard; public, because the library's own classes call it. */
public final class Instead {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private Instead() {}

    /** Nobody asks. */
    public static boolean no(Object whom) {
        return false;
    }

    /** Nobody compares. */
    public static boolean same(Object one, Object other) {
        return true;
    }

    /** Nobody looks at the clock. */
    public static Object patiently(World world, CompletableFuture<?> result, Duration longest) throws Exception {
        return world.await(result, FOR_EVER);
    }

    /** No threads of its own: who calls does it. */
    public static ExecutorService nobodyElse() {
        return new AbstractExecutorService() {
            @Override
            public void execute(Runnable work) {
                work.run();
            }

            @Override
            public void shutdown() {}

            @Override
            public List<Runnable> shutdownNow() {
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return false;
            }

            @Override
            public boolean isTerminated() {
                return false;
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return true;
            }
        };
    }
}
