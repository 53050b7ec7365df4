package io.tradewind.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import javax.sql.DataSource;

class CommerceStartTest {
    @BothDatabases
    void a_store_keeps_its_number_over_a_restart(DataSource dataSource) {
        int first = number(dataSource);
        assertThat(number(dataSource)).isEqualTo(first);
    }

    private static int number(DataSource dataSource) {
        try (Commerce commerce = Commerce.builder()
                .dataSource(dataSource)
                .store("mugs", store -> store.currency("EUR"))
                .start()) {
            return commerce.stores().get(0).id();
        }
    }
}
