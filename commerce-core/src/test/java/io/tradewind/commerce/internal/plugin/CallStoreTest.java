package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

class CallStoreTest {
    private final CallStore store = new CallStore();

    @BothDatabases
    void calls_with_and_without_an_operation_are_kept_in_one_go_in_any_order(DataSource dataSource) {
        try (TestShop shop = TestShop.on(dataSource)) {
            assertThat(shop).isNotNull(); // made the tables
            UUID operation = UUID.randomUUID();
            Jdbi.create(dataSource).useTransaction(handle -> {
                store.insert(handle, List.of(call(Optional.empty()), call(Optional.of(operation))));
                store.insert(handle, List.of(call(Optional.of(operation)), call(Optional.empty())));
                assertThat(store.ofOperation(handle, operation)).hasSize(2);
                assertThat(store.latest(handle, "mixed")).hasSize(4);
            });
        }
    }

    private static RecordedCall call(Optional<UUID> operation) {
        return new RecordedCall(
                UUID.randomUUID(),
                "mixed",
                "payment",
                "query",
                operation,
                1,
                TestShop.START,
                Duration.ofMillis(7),
                "Approved",
                "",
                "",
                "");
    }
}
