package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * What one buyer's way through the interface costs the database: at most 60 statements and 16 writing transactions; what
 * only reads begins none.
 */
class ApiBudgetTest {
    private static final int STATEMENTS = 60;
    private static final int WRITING_TRANSACTIONS = 16;
    /** Ways to PostgreSQL and back, commits among them: writes go together. */
    private static final int TRIPS = 37;
    /** Calls of plugins are recorded behind the caller's back, all of a moment at once: on a slow machine more often. */
    private static final String RECORDS = "insert into commerce.plugin_call";

    private static final int JOURNEYS = 5;

    @BothDatabases
    void a_journey_from_the_list_to_the_order_stays_within_its_budget(CountingDataSource database, Engine engine) {
        try (MugApi mugs = MugApi.open(database, ApiLimits.none())) {
            ApiClient api = mugs.shop(MugApi.MUGS);
            ApiWalk.buy(api);
            ApiWalk.buy(api);
            List<String> table = new ArrayList<>();
            int[] sums = new int[4];
            database.reset();
            api.listener = name -> {
                int[] used = used(database.totalWithout(RECORDS));
                database.reset();
                table.add(name + ": " + used[0] + " statements, " + used[1] + " writing and " + used[2]
                        + " reading transactions, " + used[3] + " ways");
                for (int i = 0; i < used.length; i++) {
                    sums[i] += used[i];
                }
            };
            for (int i = 0; i < JOURNEYS; i++) {
                ApiWalk.buy(api);
            }
            assertThat(sums[0] / JOURNEYS).as("statements of %s", table).isLessThanOrEqualTo(STATEMENTS);
            assertThat(sums[1] / JOURNEYS)
                    .as("writing transactions of %s", table)
                    .isLessThanOrEqualTo(WRITING_TRANSACTIONS);
            if (engine == Engine.POSTGRESQL) {
                assertThat(sums[3] / JOURNEYS).as("ways of %s", table).isLessThanOrEqualTo(TRIPS);
            }
            // the commit of a record that was written behind the caller's back may be counted a step later
            assertThat(sums[2] / JOURNEYS)
                    .as("transactions that only read, of %s", table)
                    .isZero();
        }
    }

    /** Statements, transactions that wrote or locked something, the others, and ways to the database. */
    private static int[] used(CountingDataSource.Counts counts) {
        int writing = counts.writingCommits();
        return new int[] {counts.statements(), writing, counts.commits() - writing, counts.trips()};
    }
}
