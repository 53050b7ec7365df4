package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.MortalPostgres;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a busy shop with {@code kill -9} and looks what is left. Each round opens a real shop in a process of its own,
 * with background jobs, four shoppers and one member of staff at once; kills it between 50 ms and 2 s after the first
 * answer it acknowledged; in three rounds of ten kills the process that recovers as well; then opens the same database
 * again and checks it ({@link Remains}). A round in which nothing was acknowledged fails.
 *
 * <p>{@code -Dcommerce.crash.h2=50 -Dcommerce.crash.postgres=20} (through {@code -Dtest.jvm="…"} with Maven) sets the
 * number of rounds on each database, by default 20 and 4. Each round has a seed of its own in its name;
 * {@code -Dcommerce.crash.seed} sets the first one. A seed repeats the wishes and the moment of the kill, not the
 * timing of threads.
 *
 * <p>PostgreSQL runs with {@code fsync} off. That takes nothing from these rounds: only our process is killed, the
 * server lives on and keeps what it has committed. Where the server itself is killed, it is one with {@code fsync} on.
 */
class CrashTest {
    private static final int BUYERS = 4;
    private static final long FIRST_SEED = Long.getLong("commerce.crash.seed", System.nanoTime() % 1_000_000);

    /** Past every lease, so that a recovering process has something to recover. */
    private static final Duration RECOVERY_AHEAD = Duration.ofMinutes(5);

    @TempDir
    static Path archive;

    private static ClassArchive classes;

    @TempDir
    Path folder;

    /** The first of all these processes may live until it has sold something, and leaves an archive of its classes. */
    @BeforeAll
    static void archive() throws Exception {
        classes = ClassArchive.in(archive);
        Premises premises = Premises.in(archive.resolve("data"), archive.resolve("book.txt"));
        premises.prepare(Clock.systemUTC());
        Path errors = archive.resolve("errors.txt");
        try (DoomedProcess shop = DoomedProcess.start(classes, premises, 1, FIRST_SEED, Duration.ZERO, errors)) {
            shop.await(Acknowledged::isAnswer);
            shop.end();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_killed_shop_on_h2_loses_nothing() {
        Path template = folder.resolve("template");
        Premises.in(template, folder.resolve("no-book.txt")).prepare(Clock.systemUTC());
        return rounds(Engine.H2, Integer.getInteger("commerce.crash.h2", 20), (seed, home) -> {
            Path copy = Files.createDirectory(home.resolve("data"));
            try (Stream<Path> files = Files.list(template)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            round(Premises.in(copy, home.resolve("book.txt")), seed, home);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_killed_shop_on_postgresql_loses_nothing() {
        return rounds(Engine.POSTGRESQL, Integer.getInteger("commerce.crash.postgres", 4), (seed, home) -> {
            try (TestDatabase database = TestDatabases.copyOf(
                    Engine.POSTGRESQL,
                    "crash",
                    it -> Premises.on(it, home.resolve("no-book.txt")).prepare(Clock.systemUTC()))) {
                round(Premises.on(database, home.resolve("book.txt")), seed, home);
            }
        });
    }

    /**
     * The server and all its processes die under a busy shop and come back. The shop lives on, takes orders again by
     * itself, and is killed in the end.
     */
    @Test
    void a_killed_postgresql_loses_nothing_and_the_shop_goes_on_by_itself() throws Exception {
        Random random = new Random(FIRST_SEED);
        Path errors = folder.resolve("errors.txt");
        try (MortalPostgres server = MortalPostgres.in(folder.resolve("server"))) {
            Premises premises = new Premises(
                    server.url(), MortalPostgres.USER, MortalPostgres.USER, folder.resolve("server-book.txt"));
            premises.prepare(Clock.systemUTC());
            Acknowledged answers;
            try (DoomedProcess shop =
                    DoomedProcess.start(classes, premises, BUYERS, FIRST_SEED, Duration.ZERO, errors)) {
                shop.await(Acknowledged::isAnswer);
                LockSupport.parkNanos(
                        Duration.ofMillis(50 + random.nextInt(1450)).toNanos());
                server.kill();
                Set<String> before = Set.copyOf(shop.said());
                server.restart();
                shop.await(it -> Acknowledged.isAnswer(it) && !before.contains(it));
                answers = new Acknowledged(shop.killAfter(Duration.ofMillis(random.nextInt(500))));
            }
            System.out.println("PostgreSQL killed under a shop, seed " + FIRST_SEED + ": " + answers);
            assertThat(answers.errors())
                    .as("what people heard meanwhile")
                    .allSatisfy(it -> assertThat(it).containsPattern("TW-210[123]"));
            new Remains(premises, answers).check(Clock.systemUTC().instant(), random);
        }
    }

    private Stream<DynamicTest> rounds(Engine engine, int count, Round round) {
        return IntStream.range(0, count).mapToObj(i -> {
            long seed = FIRST_SEED + i;
            String name = engine + " round " + (i + 1) + ", seed " + seed;
            return DynamicTest.dynamicTest(name, () -> {
                System.out.print(name);
                round.run(seed, Files.createDirectory(folder.resolve(engine + "-" + seed)));
            });
        });
    }

    private static void round(Premises premises, long seed, Path home) throws Exception {
        Random random = new Random(seed);
        Path errors = home.resolve("errors.txt");
        Duration moment = Duration.ofMillis(50 + random.nextInt(1950));
        Acknowledged answers;
        try (DoomedProcess shop = DoomedProcess.start(classes, premises, BUYERS, seed, Duration.ZERO, errors)) {
            shop.await(Acknowledged::isAnswer);
            answers = new Acknowledged(shop.killAfter(moment));
        }
        System.out.println(": killed after " + moment.toMillis() + " ms; " + answers);
        assertThat(answers.errors()).as("what the shop did not expect").isEmpty();
        assertThat(answers.placed()).as("acknowledged orders").isNotEmpty();
        boolean twice = random.nextInt(10) < 3;
        if (twice) {
            killRecovery(premises, random, errors);
        }
        Clock now = Clock.offset(Clock.systemUTC(), twice ? RECOVERY_AHEAD : Duration.ZERO);
        new Remains(premises, answers).check(now.instant(), random);
    }

    /** Kills the second process while it opens, or while its jobs mend what they find. */
    private static void killRecovery(Premises premises, Random random, Path errors) throws Exception {
        String from = random.nextBoolean() ? "opening" : "open";
        Duration moment = Duration.ofMillis(random.nextInt(1000));
        try (DoomedProcess recovering = DoomedProcess.start(classes, premises, 0, 0, RECOVERY_AHEAD, errors)) {
            recovering.await(from::equals);
            List<String> said = recovering.killAfter(moment);
            System.out.println("  killed again " + moment.toMillis() + " ms after '" + from + "'; it said " + said);
        }
    }

    private interface Round {
        void run(long seed, Path home) throws Exception;
    }
}
