package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import java.util.UUID;

class PaymentStatementsTest {
    /** The till's own: lock, count, read its state, place; the outbox: history and event. */
    private static final int OF_OTHERS = 4 + 2;

    @BothDatabases
    void preparing_takes_two_statements_and_folding_an_approval_three(CountingDataSource counting) {
        try (PaymentDesk desk = new PaymentDesk(counting)) {
            UUID checkout = desk.checkout();
            Prepared[] prepared = new Prepared[1];
            CountingDataSource.Counts preparing = counting.during(() -> prepared[0] = desk.prepare(checkout));
            assertThat(preparing.statements()).as(preparing.toString()).isEqualTo(2 + 1 + 2); // lock, outbox
            CountingDataSource.Counts folding = counting.during(() -> desk.operations.send(desk.buyer(), prepared[0]));
            assertThat(folding.statements()).as(folding.toString()).isEqualTo(3 + OF_OTHERS);
            assertThat(desk.till(checkout)).isEqualTo("PLACED");
        }
    }
}
