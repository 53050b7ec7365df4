package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writing transaction at a time into an H2 database, in order of arrival. H2 neither loses nor tears commits
 * this way when its process is killed, and lock conflicts between writers cannot happen. Readers never wait.
 */
final class WriterGate {
    private final Semaphore free = new Semaphore(1, true);
    private final Duration limit;
    private volatile @Nullable Thread owner;

    WriterGate(Duration limit) {
        this.limit = limit;
    }

    void enter() {
        if (owner == Thread.currentThread()) {
            throw new CommerceException(
                    ErrorCode.NESTED_TRANSACTION,
                    "This thread already has a writing transaction on the embedded database and opened a second one.");
        }
        try {
            if (!free.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommerceException(
                        ErrorCode.GATE_TIMEOUT, "No turn at the writer gate within " + limit.toMillis() + " ms.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommerceException(ErrorCode.GATE_TIMEOUT, "Interrupted while waiting at the writer gate.", e);
        }
        owner = Thread.currentThread();
    }

    void leave() {
        owner = null;
        free.release();
    }
}
