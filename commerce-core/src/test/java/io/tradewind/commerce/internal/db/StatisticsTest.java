package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import java.util.List;
import org.jdbi.v3.core.Handle;

class StatisticsTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases
    void a_table_that_has_grown_is_counted_once(CountingDataSource counting, Engine engine) {
        try (Database database = Database.open(TestSettings.on(counting), world)) {
            Probe.prepare(database);
            Statistics statistics = new Statistics(database);
            statistics.refresh();
            fill(database, 1, 3);
            assertThat(statistics.refresh()).as("a small one costs nothing").isZero();

            fill(database, 4, 3000);
            List<String> counted = counting(counting, statistics);
            if (engine == Engine.H2) {
                assertThat(counted).as("counts by itself").isEmpty();
                return;
            }
            assertThat(counted).hasSize(2);
            assertThat(counted.get(1)).contains("analyze", "commerce.probe").doesNotContain("commerce.orders");
            assertThat(database.tx().read("rows", StatisticsTest::believed)).isEqualTo(3000);
            assertThat(counting(counting, statistics)).as("asked once more").hasSize(1);
        }
    }

    private static List<String> counting(CountingDataSource counting, Statistics statistics) {
        return counting.during(statistics::refresh).sql();
    }

    private static void fill(Database database, int first, int last) {
        database.tx().write("fill", handle -> {
            for (int i = first; i <= last; i++) {
                Later.run(handle.createUpdate("insert into commerce.probe (id, code) values (:id, 'a mug of many')")
                        .bind("id", i));
            }
            return true;
        });
    }

    private static int believed(Handle handle) {
        return handle.createQuery("select reltuples::int from pg_class where oid = 'commerce.probe'::regclass")
                .mapTo(Integer.class)
                .one();
    }
}
