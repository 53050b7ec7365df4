package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Places orders through the library and next to it through two floors written by hand, on H2 and on PostgreSQL, with one
 * and with many threads, and prints how they compare. See {@code docs/performance.md}.
 */
public final class PlaceOrders {
    private static final List<String> NAMES = List.of("library", "floor (ii)", "floor (i)");
    private static final String ROW = "%-11s %7s  %-11s %9s %8s %8s %8s %8s %7s %7s%n";

    private final Options options = Options.ofSystemProperties();

    private PlaceOrders() {}

    /** Runs it; the options are system properties. */
    public static void main(String[] arguments) throws Exception {
        new PlaceOrders().run();
    }

    private void run() throws SQLException, IOException, InterruptedException {
        System.out.println(options);
        System.out.printf(
                ROW, "engine", "threads", "", "orders/s", "p50 ms", "p99 ms", "CPU ms", "DB ms", "to (ii)", "to (i)");
        if (options.engines().contains("h2")) {
            h2();
        }
        if (options.engines().contains("postgresql")) {
            postgres();
        }
    }

    private void h2() throws SQLException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("place-orders");
        try (Ours ours = new Ours(it -> it.embedded(folder.resolve("library")));
                SameRowsFloor same = new SameRowsFloor(h2Site(folder.resolve("same")));
                LeastFloor least = new LeastFloor(h2Site(folder.resolve("least")))) {
            compare("H2", ours, same, least, Processor.ofThisProcess());
        } finally {
            delete(folder);
        }
    }

    private void postgres() throws SQLException, InterruptedException {
        try (TestDatabase library = TestDatabases.postgres();
                TestDatabase rows = TestDatabases.postgres();
                TestDatabase few = TestDatabases.postgres();
                Ours ours = new Ours(it -> it.database(library.url(), library.user(), library.password()));
                SameRowsFloor same = new SameRowsFloor(postgresSite(rows));
                LeastFloor least = new LeastFloor(postgresSite(few))) {
            compare("PostgreSQL", ours, same, least, Processor.withServer(library.dataSource()));
        }
    }

    private void compare(String engine, Ours ours, SameRowsFloor same, LeastFloor least, Processor processor)
            throws SQLException, InterruptedException {
        RowCheck.compare(ours, same);
        List<Contender> contenders = List.of(ours, same, least);
        for (int threads : options.threads()) {
            List<Measurement> sums = new ArrayList<>();
            List<Integer> needed = new ArrayList<>();
            for (Contender contender : contenders) {
                sums.add(Measurement.NOTHING);
                needed.add(warmUp(contender, threads, processor));
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (int i = 0; i < contenders.size(); i++) {
                    Contender contender = contenders.get(i);
                    contender.prepare(needed.get(i));
                    tidy(contender.dataSource());
                    System.gc();
                    sums.set(
                            i,
                            sums.get(i).plus(Measurement.of(contender::place, threads, options.window(), processor)));
                }
            }
            print(engine, threads, sums);
        }
    }

    /** Runs it until it is warm; answers how many orders a window may need. */
    private int warmUp(Contender contender, int threads, Processor processor)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + options.warmUp().toNanos();
        double fastest = 0;
        do {
            contender.prepare(500);
            Measurement some = Measurement.of(contender::place, threads, options.window(), processor);
            fastest = Math.max(fastest, some.perSecond());
        } while (System.nanoTime() < end);
        return (int) (fastest * 1.3 * options.window().toMillis() / 1000) + threads;
    }

    /**
     * Lets the database learn what is in its tables, carts that wait to be placed among it, and take away what is dead.
     * It does so by itself too, but at a moment of its own: with plans made for empty tables, or among dead rows, the
     * same statements take twice as long.
     */
    static void tidy(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
            statement.execute(h2 ? "analyze" : "vacuum analyze");
        }
    }

    private static void print(String engine, int threads, List<Measurement> measured) {
        double library = measured.get(0).perSecond();
        for (int i = 0; i < measured.size(); i++) {
            Measurement it = measured.get(i);
            System.out.printf(
                    Locale.ROOT,
                    ROW,
                    engine,
                    threads,
                    NAMES.get(i),
                    number("%.0f", it.perSecond()),
                    number("%.2f", it.millis(0.50)),
                    number("%.2f", it.millis(0.99)),
                    number("%.2f", it.ownMillis()),
                    it.server().isZero() ? "-" : number("%.2f", it.serverMillis()),
                    i == 0 ? number("%.2f", library / measured.get(1).perSecond()) : "",
                    i == 0 ? number("%.2f", library / measured.get(2).perSecond()) : "");
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static FloorDatabase.Site h2Site(Path file) {
        return new FloorDatabase.Site("jdbc:h2:file:" + file.toAbsolutePath(), "sa", "");
    }

    private static FloorDatabase.Site postgresSite(TestDatabase database) {
        return new FloorDatabase.Site(database.url(), database.user(), database.password());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(PlaceOrders::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * How it is run.
     *
     * @param window of one measurement
     * @param warmUp of one contender before its first measurement with that many threads
     * @param rounds of measurements, in each of which every contender has its turn
     */
    private record Options(Duration window, Duration warmUp, int rounds, List<Integer> threads, List<String> engines) {
        static Options ofSystemProperties() {
            return new Options(
                    seconds("bench.seconds", "5"),
                    seconds("bench.warmUp", "15"),
                    Integer.getInteger("bench.rounds", 2),
                    list("bench.threads", "1,4,16").stream()
                            .map(Integer::valueOf)
                            .toList(),
                    list("bench.engines", "h2,postgresql"));
        }

        private static Duration seconds(String property, String normally) {
            return Duration.ofMillis((long) (Double.parseDouble(System.getProperty(property, normally)) * 1000));
        }

        private static List<String> list(String property, String normally) {
            return List.of(System.getProperty(property, normally)
                    .toLowerCase(Locale.ROOT)
                    .split(","));
        }

        @Override
        public String toString() {
            return rounds + " rounds of " + window.toMillis() + " ms after " + warmUp.toMillis()
                    + " ms of warm-up; JDK " + Runtime.version() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors";
        }
    }
}
