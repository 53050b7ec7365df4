package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncBarrierTest {
    private final TestDatabase database = TestDatabases.h2();
    private final CountingDataSource counting = new CountingDataSource(database.dataSource());
    private final SyncBarrier barrier = new SyncBarrier(counting);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void each_commit_is_synced_before_its_answer_and_reading_costs_nothing() {
        barrier.await();
        assertThat(syncs()).isZero();

        commit();
        barrier.await();
        assertThat(syncs()).isEqualTo(1);

        barrier.await();
        barrier.await();
        assertThat(syncs()).isEqualTo(1);
    }

    @Test
    void a_reader_waits_for_a_commit_that_it_may_have_seen() {
        barrier.committing(); // by another thread, which has not come to its sync yet

        barrier.await();
        assertThat(syncs()).isEqualTo(1);

        barrier.ended(true);
        barrier.await();
        assertThat(syncs()).isEqualTo(2);
    }

    @Test
    void a_commit_that_failed_needs_no_sync() {
        barrier.committing();
        barrier.ended(false);

        barrier.await();
        assertThat(syncs()).isZero();
    }

    @Test
    void one_sync_serves_all_who_wait_when_it_begins() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        synchronized (barrier) { // as if a sync were running
            for (int i = 0; i < 8; i++) {
                Thread writer = new Thread(() -> {
                    commit();
                    barrier.await();
                    answered.incrementAndGet();
                });
                writer.start();
                writers.add(writer);
            }
            for (Thread writer : writers) {
                while (!waits(writer)) {
                    assertThat(writer.isAlive()).as("a writer that waits").isTrue();
                    Thread.onSpinWait();
                }
            }
            assertThat(answered).hasValue(0);
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(answered).hasValue(8);
        assertThat(syncs()).isEqualTo(1);
    }

    private boolean waits(Thread writer) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(writer.getId());
        return info != null
                && info.getThreadState() == Thread.State.BLOCKED
                && info.getLockInfo().getIdentityHashCode() == System.identityHashCode(barrier);
    }

    private void commit() {
        barrier.committing();
        barrier.ended(true);
    }

    private int syncs() {
        return counting.total().statements();
    }
}
