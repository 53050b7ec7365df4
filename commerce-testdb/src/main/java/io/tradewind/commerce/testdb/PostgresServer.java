package io.tradewind.commerce.testdb;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The PostgreSQL server of this JVM, started at the first use and stopped with the JVM; or one that runs already, where
 * {@code test.postgres} is the JDBC URL of a database of it. Its superuser must be {@code postgres}, with that password.
 */
final class PostgresServer {
    static final String USER = "postgres";

    private final String url;

    private PostgresServer(String url) {
        this.url = url;
    }

    static PostgresServer shared() {
        return Holder.SHARED;
    }

    String url(String database) {
        return url.replaceFirst("/[^/]*$", "/" + database);
    }

    void create(String database) {
        execute("create database " + database);
    }

    void createCopy(String database, String template) {
        execute("create database " + database + " template " + template);
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    private synchronized void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, USER, USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql + ": " + failed.getMessage(), failed);
        }
    }

    private static PostgresServer start() {
        String running = System.getProperty("test.postgres", "");
        try {
            return new PostgresServer(
                    running.isEmpty()
                            ? EmbeddedPostgres.builder()
                                    .setPGStartupWait(Duration.ofMinutes(2))
                                    .start()
                                    .getJdbcUrl(USER, "postgres")
                                    .replaceFirst("\\?.*", "")
                            : running);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start PostgreSQL for tests", failed);
        }
    }

    private static final class Holder {
        private static final PostgresServer SHARED = start();
    }
}
