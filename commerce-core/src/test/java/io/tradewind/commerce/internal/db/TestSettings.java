package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Settings of a database for tests of this package. */
final class TestSettings {
    private TestSettings() {}

    static DatabaseSettings on(DataSource dataSource) {
        return on(dataSource, "commerce", Migrations.AUTO);
    }

    static DatabaseSettings on(DataSource dataSource, String schema, Migrations migrations) {
        return new DatabaseSettings(
                dataSource, null, null, null, null, null, 10, schema, migrations, Durability.PROCESS, false);
    }

    static DatabaseSettings at(String url, String user, String password) {
        return new DatabaseSettings(
                null, null, null, url, user, password, 10, "commerce", Migrations.AUTO, Durability.PROCESS, false);
    }

    static DatabaseSettings in(Path folder, Durability durability) {
        return new DatabaseSettings(
                null, folder, null, null, null, null, 10, "commerce", Migrations.AUTO, durability, false);
    }
}
