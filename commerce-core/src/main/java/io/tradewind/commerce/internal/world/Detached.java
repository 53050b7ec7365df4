package io.tradewind.commerce.internal.world;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes things that have threads as if the library itself were calling. A thread keeps the context loader of whoever made
 * it, and, where there still are security managers, all the code that was running then: of a plugin in the middle of a
 * call, neither could ever be collected. Safe for many threads.
 */
public final class Detached {
    private Detached() {}

    /** Calls that, away from the code that asks for it. */
    @SuppressWarnings("removal") // nothing else keeps the caller's code out of what a new thread remembers
    public static <T> T make(Supplier<T> making) {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        caller.setContextClassLoader(Detached.class.getClassLoader());
        try {
            return AccessController.doPrivileged((PrivilegedAction<T>) making::get);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    /** Daemon threads, as many as there is work, that end when there is none. */
    public static ExecutorService pool(String name) {
        AtomicInteger count = new AtomicInteger();
        return Executors.newCachedThreadPool(work -> {
            Thread thread = make(() -> new Thread(null, work, name + "-" + count.incrementAndGet(), 0, false));
            thread.setDaemon(true);
            return thread;
        });
    }
}
