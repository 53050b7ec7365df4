package io.tradewind.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.testdb.BothDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CommerceStartTest {
    @BothDatabases
    void a_store_keeps_its_number_over_a_restart(DataSource dataSource) {
        int first = number(dataSource);
        assertThat(number(dataSource)).isEqualTo(first);
    }

    @BothDatabases
    void a_store_keeps_its_currency(DataSource dataSource) {
        number(dataSource);

        assertThatThrownBy(() -> start(dataSource, "CHF"))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.STORE_CHANGED))
                .hasMessageContaining("EUR")
                .hasMessageContaining("CHF");
    }

    @BothDatabases
    void what_was_handed_out_before_the_end_refuses_to_work_after_it(DataSource dataSource) throws SQLException {
        Commerce commerce = start(dataSource, "EUR");
        Shop shop = commerce.shop("mugs", Actor.guest("cookie-7f3a"));
        commerce.close();
        commerce.close();

        assertThatThrownBy(() -> shop.carts().open()).isInstanceOfSatisfying(CommerceException.class, it -> {
            assertThat(it.code()).isEqualTo(ErrorCode.CLOSED);
            assertThat(it.retryable()).isFalse();
        });
        try (Connection yours = dataSource.getConnection()) {
            assertThat(yours.isValid(1)).as("the host's data source stays open").isTrue();
        }
    }

    @Test
    void every_wrong_setting_is_named_at_once_and_nothing_is_opened() {
        Commerce.Builder builder = Commerce.builder()
                .inMemory()
                .database("jdbc:postgresql://nowhere/", null, null)
                .poolSize(0)
                .secretKey("a secret for tests only")
                .secretKeyFile(Path.of("key"))
                .store(
                        "mugs",
                        store -> store.currency("EURO")
                                .country("Germany")
                                .zone("Berlin")
                                .shipsTo("DE", "UK")
                                .tax("standard", "DE", "nineteen")
                                .tax("reduced", "DE", "107")
                                .holdTime(Duration.ofDays(30))
                                .workdays(Set.of())
                                .handling(Duration.ofDays(-1))
                                .returnWindow(Duration.ofDays(-1))
                                .payLaterDays(0)
                                .orderPrefix("a very long prefix")
                                .seller(new Address("Mugs", List.of("Pier 1"), "Bergen", "", "5003", "NO"), " ")
                                .language("?")
                                .orderLink("https://shop.example/")
                                .staffContact("the dock")
                                .refundLimit(Money.parse("EUR -1.00"))
                                .smsBudgetPerDay(Money.parse("USD 5.00")))
                .store("mugs", store -> store.currency("EUR"));

        assertThatThrownBy(builder::start)
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_CONFIGURATION))
                .message()
                .contains(
                        "22 settings are wrong",
                        "Store 'mugs' is declared twice",
                        "[inMemory, database]",
                        "poolSize is 0")
                .contains(
                        "secretKey and secretKeyFile", "currency is 'EURO'", "country is 'Germany'", "zone is 'Berlin'")
                .contains(
                        "shipsTo is 'UK'", "tax standard is 'nineteen'", "tax reduced is '107'", "holdTime is 'PT720H'")
                .contains("workdays is '[]'", "handling is", "returnWindow is", "payLaterDays is '0'")
                .contains("language is '?'", "orderLink is 'https://shop.example/'", "staffContact is 'the dock'")
                .contains(
                        "orderPrefix is 'a very long prefix'",
                        "smsBudgetPerDay is 'USD 5.00'",
                        "refundLimit is 'EUR -1.00'")
                .contains("seller is ' ': a VAT id or tax number");
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks may do
    void a_database_that_is_not_there_yet_is_never_replaced_by_a_new_one() {
        DataSource missing = null;
        for (ThrowingCallable mistake : List.<ThrowingCallable>of(
                () -> Commerce.builder().dataSource(missing),
                () -> Commerce.builder().embedded(null),
                () -> Commerce.builder().database(null, "shop", "secret"))) {
            assertThatThrownBy(mistake)
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_CONFIGURATION))
                    .hasMessageContaining("null")
                    .hasMessageContaining("Fix: ");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks may do
    void a_setting_that_is_not_there_yet_never_becomes_the_default() {
        String unset = null;
        Map<String, ThrowingCallable> mistakes = Map.of(
                "secretKey", () -> Commerce.builder().secretKey(unset),
                "secretKeyFile", () -> Commerce.builder().secretKeyFile(null),
                "schema", () -> Commerce.builder().schema(unset),
                "migrations", () -> Commerce.builder().migrations(null),
                "durability", () -> Commerce.builder().durability(null),
                "jobs", () -> Commerce.builder().jobs(null),
                "messageTexts", () -> Commerce.builder().messageTexts(null),
                "clock", () -> Commerce.builder().clock(null),
                "store", () -> Commerce.builder().store("mugs", null),
                "plugins", () -> Commerce.builder().plugins(null));
        mistakes.forEach((method, mistake) -> assertThatThrownBy(mistake)
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_CONFIGURATION))
                .hasMessageContaining("." + method + "(…) was given null. Fix: "));
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks may do
    void a_store_without_a_code_and_a_caller_without_an_actor_are_told_so() {
        assertThatThrownBy(() -> Commerce.builder().store(null, it -> {})).hasMessageContaining("store code is 'null'");
        try (Commerce commerce =
                Commerce.builder().inMemory().store("mugs", it -> {}).start()) {
            assertThatThrownBy(() -> commerce.shop("mugs", null)).hasMessageContaining("actor is 'null'");
        }
    }

    @Test
    void a_database_that_cannot_be_opened_is_named_without_its_password() {
        for (String url : List.of(
                "jdbc:mysql://shop:hidden@127.0.0.1/shop?password=hidden",
                "jdbc:postgresql://127.0.0.1:1/shop?password=hidden")) {
            assertThatThrownBy(() -> Commerce.builder()
                            .database(url, null, null)
                            .store("mugs", it -> {})
                            .start())
                    .isInstanceOf(CommerceException.class)
                    .message()
                    .contains("127.0.0.1", "/shop", "Fix: ")
                    .doesNotContain("hidden");
        }
    }

    private static Commerce start(DataSource dataSource, String currency) {
        return Commerce.builder()
                .dataSource(dataSource)
                .jobs(JobMode.MANUAL)
                .store("mugs", store -> store.currency(currency))
                .start();
    }

    private static int number(DataSource dataSource) {
        try (Commerce commerce = start(dataSource, "EUR")) {
            return commerce.stores().get(0).id();
        }
    }
}
