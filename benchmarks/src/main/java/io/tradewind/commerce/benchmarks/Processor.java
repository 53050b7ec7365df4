package io.tradewind.commerce.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Processor time of this process and of the database server, if there is one on this machine. */
final class Processor {
    private static final int TICKS_A_SECOND = 100;

    private final Optional<ProcessHandle> server;

    private Processor(Optional<ProcessHandle> server) {
        this.server = server;
    }

    /** For an embedded database. */
    static Processor ofThisProcess() {
        return new Processor(Optional.empty());
    }

    /**
     * With the PostgreSQL server behind that data source.
     *
     * @throws IllegalStateException if it runs on another machine, where its processor time cannot be seen
     */
    static Processor withServer(DataSource postgres) throws SQLException {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_backend_pid(), host(inet_server_addr()) in ('127.0.0.1', '::1') is not false")) {
            row.next();
            Optional<ProcessHandle> backend = row.getBoolean(2) ? ProcessHandle.of(row.getLong(1)) : Optional.empty();
            Optional<ProcessHandle> server = backend.flatMap(ProcessHandle::parent);
            if (server.isEmpty()) {
                throw new IllegalStateException(
                        "PostgreSQL has to run on this machine and be reached by 127.0.0.1, as the"
                                + " processor time it takes is counted.");
            }
            return new Processor(server);
        }
    }

    Duration own() {
        return time(Stream.of(ProcessHandle.current()));
    }

    /** Zero if there is no server. */
    Duration server() {
        return server.map(it ->
                        time(Stream.concat(Stream.of(it), it.descendants())).plus(ended(it)))
                .orElse(Duration.ZERO);
    }

    /** What those of its processes took that have ended, as one that vacuums does; zero where Linux does not tell. */
    private static Duration ended(ProcessHandle server) {
        try {
            String all = Files.readString(Path.of("/proc", String.valueOf(server.pid()), "stat"));
            String[] fields = all.substring(all.lastIndexOf(')') + 2).split(" ");
            return Duration.ofMillis((Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 1000 / TICKS_A_SECOND);
        } catch (IOException | NumberFormatException unknown) {
            return Duration.ZERO;
        }
    }

    private static Duration time(Stream<ProcessHandle> processes) {
        return processes
                .map(it -> it.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
