package io.tradewind.commerce.testdb;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server of one test's own, which can be killed and started again. Unlike the shared one it keeps what it
 * has acknowledged: {@code fsync} and {@code synchronous_commit} are on.
 */
public final class MortalPostgres implements AutoCloseable {
    /** Name and password of its user. */
    public static final String USER = PostgresServer.USER;

    private final Path folder;
    private EmbeddedPostgres server;

    private MortalPostgres(Path folder) {
        this.folder = folder;
        this.server = start(folder, 0);
    }

    /** Starts one that keeps its data in that folder. */
    public static MortalPostgres in(Path folder) {
        return new MortalPostgres(folder);
    }

    /** The JDBC address, the same after each start. */
    public String url() {
        return server.getJdbcUrl(USER, "postgres").replaceFirst("\\?.*", "");
    }

    /** Kills the server and every process of it with -9, and waits until they are gone. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        all.addAll(postmaster.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(it -> it.onExit().join());
    }

    /** Starts it again on what it left. */
    public void restart() {
        int port = server.getPort();
        close();
        server = start(folder, port);
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static EmbeddedPostgres start(Path folder, int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(Duration.ofMinutes(2));
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + folder, failed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
