package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.HostTransaction;
import io.tradewind.commerce.internal.db.DatabaseSettings.Migrations;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

class JoinedTransactionTest {
    @BothDatabases(fresh = true)
    void a_joined_call_works_in_a_schema_of_another_name_and_leaves_the_connection_open(TestDatabase test)
            throws SQLException {
        try (World world = new World(null, null, Runnable::run, null);
                Database database = Database.open(settings(test.dataSource(), "mugs"), world);
                Connection connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int stores = database.tx().joining(host(connection)).read("count", JoinedTransactionTest::stores);

            assertThat(stores).isZero();
            assertThat(connection.isClosed()).isFalse();
            connection.rollback();
        }
    }

    private static int stores(Handle handle) {
        return handle.createQuery("select count(*) from commerce.store")
                .mapTo(int.class)
                .one();
    }

    private static DatabaseSettings settings(DataSource dataSource, String schema) {
        return new DatabaseSettings(
                dataSource, null, null, null, null, null, 1, schema, Migrations.AUTO, Durability.PROCESS, true);
    }

    private static HostTransaction host(Connection connection) {
        return new HostTransaction() {
            @Override
            public Connection connection() {
                return connection;
            }

            @Override
            public void onCompletion(Consumer<Boolean> committed) {}
        };
    }
}
