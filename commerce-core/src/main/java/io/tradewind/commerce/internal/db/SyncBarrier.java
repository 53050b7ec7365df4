package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Makes commits survive a power cut: whoever has committed waits until a sync that began after the commit has ended.
 * One sync serves everybody who was waiting when it began. Safe for many threads.
 */
final class SyncBarrier {
    private final DataSource dataSource;
    private final AtomicLong begun = new AtomicLong();
    private long done;

    SyncBarrier(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void await() {
        long needed = begun.get() + 1; // a sync already running may have missed this commit
        synchronized (this) {
            if (done >= needed) {
                return;
            }
            long mine = begun.incrementAndGet();
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            } catch (SQLException e) {
                throw new CommerceException(
                        ErrorCode.DATABASE, "The embedded database could not be synced to disk.", e);
            }
            done = mine;
        }
    }
}
