package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * Walks buyers through {@code /api/shop/v1} on PostgreSQL, from the list to the order, and prints how many a second, how
 * long each takes and what it costs: processor time of server and database, statements, transactions. The shoppers'
 * own processor time is taken off. See {@code docs/performance.md}.
 */
public final class HttpJourneys {
    private static final int COUNTED = 20;
    private static final int STATEMENTS = 60;
    private static final int WRITING = 16;
    private static final double MILLIS = 8;
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HttpJourneys() {}

    /** Runs it; {@code bench.seconds}, {@code bench.warmUp}, {@code bench.threads} and {@code bench.rounds} are system properties. */
    public static void main(String[] arguments) throws Exception {
        if (!Forks.isForked(HttpJourneys.class, List.of("-XX:+UseSerialGC"))) {
            return;
        }
        Duration window = seconds("bench.seconds", "10");
        Duration warmUp = seconds("bench.warmUp", "240");
        count();
        try (TestDatabase database = TestDatabases.postgres();
                HttpShop shop = new HttpShop(it -> it.database(database.url(), database.user(), database.password()))) {
            Processor processor = Processor.withServer(database.dataSource());
            run(shop, 4, FIRST, processor);
            PlaceOrders.tidy(
                    database.dataSource()); // or the warm-up stands still behind statements planned for no rows
            run(shop, 4, warmUp, processor);
            PlaceOrders.tidy(database.dataSource());
            run(shop, FloorDatabase.POOL, FIRST, processor); // each connection plans anew what was counted anew
            System.out.printf(
                    "%n%7s %11s %8s %8s %15s %13s%n",
                    "clients", "journeys/s", "p50 ms", "p99 ms", "CPU ms, server", "CPU ms, DB");
            String[] clients = System.getProperty("bench.threads", "1,4,16").split(",");
            Map<String, List<Result>> all = new LinkedHashMap<>();
            for (int round = 0; round < Integer.getInteger("bench.rounds", 5); round++) {
                for (String each : clients) {
                    Result it = run(shop, Integer.parseInt(each), window, processor);
                    all.computeIfAbsent(each, unused -> new ArrayList<>()).add(it);
                    print(each, it);
                }
            }
            System.out.printf("%nThe round in the middle, and the cheapest:%n");
            all.forEach((each, results) -> {
                results.sort(Comparator.comparing(Result::cost));
                print(each, results.get(results.size() / 2));
                print(each, results.get(0));
            });
        }
    }

    private static void print(String clients, Result it) {
        System.out.printf(
                Locale.ROOT,
                "%7s %11.1f %8.1f %8.1f %15.2f %13.2f   %.1f of %.0f%n",
                clients,
                it.perSecond(),
                it.millis(0.5),
                it.millis(0.99),
                it.ownMillis(),
                it.serverMillis(),
                it.cost(),
                MILLIS);
    }

    /** Statements and transactions, on a run of its own since counting costs time too. */
    private static void count() throws Exception {
        try (TestDatabase database = TestDatabases.postgres()) {
            CountingDataSource counting = new CountingDataSource(database.dataSource());
            try (HttpShop shop = new HttpShop(it -> it.dataSource(counting))) {
                shop.journey();
                shop.journey();
                counting.reset();
                for (int i = 0; i < COUNTED; i++) {
                    shop.journey();
                }
                CountingDataSource.Counts used = counting.total();
                System.out.printf(
                        Locale.ROOT,
                        "On PostgreSQL %s a journey takes %.1f statements (goal %d), %.1f writing transactions (goal %d), %.1f reading ones,"
                                + " and with their commits %.1f ways to the database.%n",
                        version(database.dataSource()),
                        used.statements() / (double) COUNTED,
                        STATEMENTS,
                        used.writingCommits() / (double) COUNTED,
                        WRITING,
                        (used.commits() - used.writingCommits()) / (double) COUNTED,
                        used.trips() / (double) COUNTED);
            }
        }
    }

    private static String version(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private record Walked(List<Long> nanos, long processor) {}

    private record Result(long nanos, long[] latencies, Duration own, Duration server) {
        double perSecond() {
            return latencies.length * 1e9 / nanos;
        }

        double millis(double share) {
            return latencies[Math.min(latencies.length - 1, (int) (latencies.length * share))] / 1e6;
        }

        double ownMillis() {
            return own.toNanos() / 1e6 / latencies.length;
        }

        double serverMillis() {
            return server.toNanos() / 1e6 / latencies.length;
        }

        /** Processor time of both. */
        double cost() {
            return ownMillis() + serverMillis();
        }
    }

    private static Result run(HttpShop shop, int clients, Duration window, Processor processor) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            Duration own = processor.own();
            Duration server = processor.server();
            long begin = System.nanoTime();
            List<Future<Walked>> walks = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                walks.add(pool.submit(() -> walk(shop, begin + window.toNanos())));
            }
            List<Long> all = new ArrayList<>();
            long shoppers = 0;
            for (Future<Walked> it : walks) {
                all.addAll(it.get().nanos());
                shoppers += it.get().processor();
            }
            long nanos = System.nanoTime() - begin;
            long[] latencies = all.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(latencies);
            return new Result(
                    nanos,
                    latencies,
                    processor.own().minus(own).minusNanos(shoppers),
                    processor.server().minus(server));
        } finally {
            pool.shutdownNow();
        }
    }

    private static Walked walk(HttpShop shop, long end) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long before = THREADS.getCurrentThreadCpuTime();
        for (long start = System.nanoTime(); start < end || nanos.isEmpty(); start = System.nanoTime()) {
            shop.journey();
            nanos.add(System.nanoTime() - start);
        }
        return new Walked(nanos, THREADS.getCurrentThreadCpuTime() - before);
    }

    private static Duration seconds(String property, String normally) {
        return Duration.ofMillis((long) (Double.parseDouble(System.getProperty(property, normally)) * 1000));
    }
}
