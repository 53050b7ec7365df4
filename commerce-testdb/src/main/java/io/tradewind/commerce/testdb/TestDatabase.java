package io.tradewind.commerce.testdb;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** One database that belongs to one test; closing it removes it. Safe for use by many threads. */
public final class TestDatabase implements AutoCloseable {
    private final Engine engine;
    private final String url;
    private final String user;
    private final String password;
    private final HikariDataSource dataSource;
    private final Removal removal;

    TestDatabase(
            Engine engine, String url, String user, String password, HikariDataSource dataSource, Removal removal) {
        this.engine = engine;
        this.url = url;
        this.user = user;
        this.password = password;
        this.dataSource = dataSource;
        this.removal = removal;
    }

    public Engine engine() {
        return engine;
    }

    /** The JDBC address, for code that opens connections of its own. */
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Hands out pooled connections in auto-commit mode; the same object at each call. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Runs statements one by one, each committed by itself: for setting a scene. */
    public void execute(String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("on " + this + ": " + failed.getMessage(), failed);
        }
    }

    /** Closes every connection and removes the database (an H2 file stays, so that it can be opened again). */
    @Override
    public void close() {
        try {
            dataSource.close();
            removal.remove();
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot remove " + this, failed);
        }
    }

    @Override
    public String toString() {
        return engine + " " + url;
    }

    interface Removal {
        void remove() throws SQLException;
    }
}
