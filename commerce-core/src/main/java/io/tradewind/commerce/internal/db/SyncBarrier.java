package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Makes commits survive a power cut: nobody answers before a sync that began after the commits he may have seen has
 * ended. One sync serves everybody who was waiting when it began, and readers wait only while something is unsynced.
 * Safe for many threads.
 */
final class SyncBarrier implements Barrier {
    private final DataSource dataSource;
    private final AtomicInteger committing = new AtomicInteger();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong synced = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private long done;

    SyncBarrier(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void committing() {
        committing.incrementAndGet();
    }

    @Override
    public void ended(boolean commit) {
        if (commit) {
            committed.incrementAndGet();
        }
        committing.decrementAndGet();
    }

    @Override
    public void await() {
        // Read in this order: a commit that is not under way any more has been counted.
        if (committing.get() == 0 && committed.get() <= synced.get()) {
            return;
        }
        long needed = begun.get() + 1; // a sync already running may have missed it
        synchronized (this) {
            if (done >= needed) {
                return;
            }
            long mine = begun.incrementAndGet();
            long covers = committed.get();
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            } catch (SQLException e) {
                throw new CommerceException(
                        ErrorCode.DATABASE, "The embedded database could not be synced to disk.", e);
            }
            synced.set(covers);
            done = mine;
        }
    }
}
