package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final int POOL = 2;
    private static final int THREADS = 8;
    private static final int EACH = 60;
    private static final int REFUSED = 3;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger crowded = new AtomicInteger();

    /** One time in three there is none to be had. */
    private DataSource watched(JdbcConnectionPool pool) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (pool.getActiveConnections() >= POOL) {
                        crowded.incrementAndGet();
                    }
                    if (asked.incrementAndGet() % REFUSED == 0) {
                        throw new SQLTransientConnectionException("none to be had");
                    }
                    return method.invoke(pool, arguments);
                });
    }

    @Test
    void nobody_comes_to_a_pool_that_has_none_left_and_who_is_refused_takes_no_place() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:", "sa", "");
        pool.setMaxConnections(THREADS);
        Jdbi jdbi = Jdbi.create(new Connections(watched(pool), OptionalInt.of(POOL)));
        ExecutorService crowd = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(crowd.submit(() -> served(jdbi)));
            }
            int served = 0;
            for (Future<Integer> one : all) {
                served += one.get(20, TimeUnit.SECONDS);
            }
            assertThat(served).isEqualTo(THREADS * EACH * (REFUSED - 1) / REFUSED);
            assertThat(crowded).hasValue(0);
        } finally {
            crowd.shutdownNow();
            pool.dispose();
        }
    }

    private static int served(Jdbi jdbi) {
        int served = 0;
        for (int i = 0; i < EACH; i++) {
            try (Handle handle = jdbi.open()) {
                served += handle.createQuery("select 1").mapTo(Integer.class).one();
            } catch (ConnectionException refused) {
                Thread.onSpinWait();
            }
        }
        return served;
    }
}
