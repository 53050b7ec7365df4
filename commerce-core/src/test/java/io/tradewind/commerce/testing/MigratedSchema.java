package io.tradewind.commerce.testing;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.db.DatabaseSettings;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.Preparation;
import io.tradewind.commerce.testdb.TestDatabase;

/** The tables of the library, made by its migrations, in every database that tests here are given. */
public final class MigratedSchema implements Preparation {
    @Override
    public void prepare(TestDatabase database) {
        DatabaseSettings settings = new DatabaseSettings(
                database.dataSource(),
                null,
                null,
                null,
                null,
                null,
                10,
                "commerce",
                Migrations.AUTO,
                Durability.PROCESS,
                false);
        Database.open(settings, new World(null, null, Runnable::run, null)).close();
    }
}
