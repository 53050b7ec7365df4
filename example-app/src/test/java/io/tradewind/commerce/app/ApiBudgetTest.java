package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;

/** What one buyer's way through the interface may cost the database. */
class ApiBudgetTest {
    private static final int STATEMENTS = 60;
    private static final int WRITING_TRANSACTIONS = 16;

    @BothDatabases
    void a_journey_from_the_list_to_the_order_stays_within_its_budget(CountingDataSource database) {
        try (MugApi mugs = MugApi.open(database, ApiLimits.none())) {
            ApiClient api = mugs.shop(MugApi.MUGS);
            ApiWalk.buy(api);
            ApiWalk.buy(api);
            database.reset();
            ApiWalk.buy(api);
            var used = database.total();
            assertThat(used.statements()).as(used.toString()).isLessThanOrEqualTo(STATEMENTS);
            assertThat(used.commits()).as(used.toString()).isLessThanOrEqualTo(WRITING_TRANSACTIONS);
        }
    }
}
