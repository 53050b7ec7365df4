package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Settings of a database for tests of this package. */
final class TestSettings {
    static final int CONNECTIONS = 2; // as many as a start takes

    private TestSettings() {}

    static DatabaseSettings on(DataSource dataSource) {
        return on(dataSource, "commerce", Migrations.AUTO);
    }

    static DatabaseSettings on(DataSource dataSource, String schema, Migrations migrations) {
        return new DatabaseSettings(
                dataSource, null, null, null, null, null, 10, schema, migrations, Durability.PROCESS, false);
    }

    static DatabaseSettings at(String url, String user, String password) {
        return at(url, user, password, CONNECTIONS);
    }

    static DatabaseSettings at(String url, String user, String password, int connections) {
        return new DatabaseSettings(
                null,
                null,
                null,
                url,
                user,
                password,
                connections,
                "commerce",
                Migrations.AUTO,
                Durability.PROCESS,
                false);
    }

    /** A pool opens the rest of its connections by and by, and what that takes would be noted by those who listen. */
    static void fill(DataSource pool) {
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            assertThat(one).isNotSameAs(other);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static DatabaseSettings in(Path folder, Durability durability) {
        return new DatabaseSettings(
                null, folder, null, null, null, null, 10, "commerce", Migrations.AUTO, durability, false);
    }
}
