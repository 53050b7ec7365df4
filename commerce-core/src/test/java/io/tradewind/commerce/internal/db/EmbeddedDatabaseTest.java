package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private final World world = new World(null, null, Runnable::run, null);

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_after_a_restart() {
        try (Database database = open(Durability.PROCESS)) {
            Probe.prepare(database);
        }
        for (Durability durability : Durability.values()) {
            try (Database database = open(durability)) {
                database.tx().write("test", handle -> Probe.insert(handle, durability.ordinal(), durability.name()));
            }
        }
        try (Database database = open(Durability.PROCESS)) {
            assertThat(rows(database)).isEqualTo(2);
        }
    }

    @Test
    void a_lock_is_waited_for_three_seconds() {
        try (Database database = open(Durability.PROCESS)) {
            int milliseconds = database.tx()
                    .read(
                            "test",
                            handle -> handle.createQuery("call lock_timeout()")
                                    .mapTo(Integer.class)
                                    .one());

            assertThat(milliseconds).isEqualTo(3000);
        }
    }

    @Test
    void nobody_but_its_owner_can_read_the_password() throws IOException {
        open(Durability.PROCESS).close();

        assertThat(Files.getPosixFilePermissions(folder.resolve("commerce.secret")))
                .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(Files.readString(folder.resolve("commerce.secret"))).hasSizeGreaterThan(20);
    }

    @Test
    void a_lost_password_is_named() throws IOException {
        open(Durability.PROCESS).close();
        Files.delete(folder.resolve("commerce.secret"));

        assertThatThrownBy(() -> open(Durability.PROCESS)).hasMessageContaining("has lost its file commerce.secret");
    }

    @Test
    void a_folder_that_is_open_elsewhere_says_so() throws Exception {
        try (Database database = open(Durability.PROCESS)) {
            // another process, as it were: H2 locks the file
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process other = new ProcessBuilder(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Opener.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            try (InputStream said = other.getInputStream()) {
                assertThat(new String(said.readAllBytes())).contains("is open in another process");
            }
            Probe.prepare(database);
            assertThat(rows(database)).isZero();
        }
    }

    /** Opens the folder in a process of its own. */
    public static final class Opener {
        public static void main(String[] arguments) {
            try (World world = new World(null, null, Runnable::run, null)) {
                Database.open(TestSettings.in(Path.of(arguments[0]), Durability.PROCESS), world)
                        .close();
            } catch (CommerceException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void a_file_database_that_may_lose_commits_is_refused_unless_allowed() {
        JdbcDataSource lossy = new JdbcDataSource();
        lossy.setURL("jdbc:h2:file:" + folder.resolve("lossy") + ";WRITE_DELAY=500");

        assertThatThrownBy(() -> Database.open(TestSettings.on(lossy), world))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.LOSSY_DATABASE))
                .hasMessageContaining("WRITE_DELAY=500");
        DatabaseSettings allowed = new DatabaseSettings(
                lossy, null, null, null, null, null, 1, "commerce", Migrations.AUTO, Durability.PROCESS, true);
        Database.open(allowed, world).close();
    }

    @Test
    void a_backup_under_load_can_be_unpacked_and_opened_and_holds_whole_transactions() throws Exception {
        Path zip = folder.resolve("backup.zip");
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        try (Database database = open(Durability.PROCESS)) {
            Probe.prepare(database);
            Thread writer = new Thread(() -> {
                while (!stop.get()) {
                    int n = written.get();
                    database.tx().write("test", handle -> {
                        return Probe.insert(handle, 2 * n, "a" + n) + Probe.insert(handle, 2 * n + 1, "b" + n);
                    });
                    written.incrementAndGet();
                }
            });
            writer.start();
            more(writer, written, 20);
            int before = written.get();
            database.backup(zip);
            more(writer, written, 20);
            stop.set(true);
            writer.join();

            Path copy = folder.resolve("copy");
            unpack(zip, copy);
            try (Database restored = Database.open(TestSettings.in(copy, Durability.PROCESS), world)) {
                assertThat(rows(restored)).isGreaterThanOrEqualTo(2 * before).isEven();
                assertThat(rows(restored)).isLessThan(rows(database));
            }
            assertThat(folder.resolve("backup.zip.part")).doesNotExist();
        }
    }

    @Test
    void backup_is_for_the_embedded_file_only() {
        DatabaseSettings memory = new DatabaseSettings(
                null,
                null,
                Database.memoryName(),
                null,
                null,
                null,
                2,
                "commerce",
                Migrations.AUTO,
                Durability.PROCESS,
                false);
        try (Database database = Database.open(memory, world)) {
            assertThatThrownBy(() -> database.backup(folder.resolve("no.zip")))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
        }
    }

    /** Waits until the writer has written that many more times; fails if it has died. */
    private static void more(Thread writer, AtomicInteger written, int times) {
        int wanted = written.get() + times;
        while (written.get() < wanted) {
            assertThat(writer.isAlive()).as("the writer lives").isTrue();
            Thread.onSpinWait();
        }
    }

    private Database open(Durability durability) {
        return Database.open(TestSettings.in(folder, durability), world);
    }

    private static int rows(Database database) {
        return database.tx().read("count", Probe::count);
    }

    private static void unpack(Path zip, Path target) throws IOException {
        Files.createDirectories(target);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Files.copy(in, target.resolve(entry.getName()));
            }
        }
    }
}
