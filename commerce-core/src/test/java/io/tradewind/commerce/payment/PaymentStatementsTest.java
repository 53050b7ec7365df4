package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import java.util.List;
import java.util.UUID;

class PaymentStatementsTest {
    @BothDatabases
    void preparing_takes_two_statements_and_folding_an_approval_four(CountingDataSource counting) {
        try (PaymentDesk desk = new PaymentDesk(counting)) {
            UUID checkout = desk.checkout();
            Prepared[] prepared = new Prepared[1];
            CountingDataSource.Counts preparing = counting.during(() -> prepared[0] = desk.prepare(checkout));
            assertThat(ours(preparing)).as(preparing.toString()).hasSize(2);
            assertThat(preparing.commits()).isEqualTo(1);
            CountingDataSource.Counts folding = counting.during(() -> desk.operations.send(desk.buyer(), prepared[0]));
            assertThat(ours(folding)).as(folding.toString()).hasSize(4);
            assertThat(folding.sql().stream().filter(it -> it.contains("commerce.history")))
                    .as("the owner's moves are recorded together with ours")
                    .hasSize(1);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
        }
    }

    private static List<String> ours(CountingDataSource.Counts counts) {
        return counts.sql().stream()
                .filter(it -> it.contains("commerce.payment")
                        || it.contains("commerce.obligation")
                        || it.contains("commerce.ledger")
                        || it.contains("commerce.refund")
                        || it.contains("commerce.task"))
                .toList();
    }
}
