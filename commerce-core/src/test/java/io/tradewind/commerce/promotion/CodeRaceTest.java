package io.tradewind.commerce.promotion;

import static io.tradewind.commerce.promotion.CodeDesk.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

class CodeRaceTest {
    @BothDatabases
    void of_50_buyers_one_gets_the_last_use(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("LAST", "10").maxUses(1));

            List<Optional<Refusal>> answers =
                    Crowd.of(25).each(50, buyer -> desk.hold("LAST", UUID.randomUUID(), "1.00", "buyer-" + buyer));

            assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
            assertThat(answers)
                    .filteredOn(Optional::isPresent)
                    .allMatch(it -> it.orElseThrow().code().equals("code-used-up"));
        }
    }

    @BothDatabases
    void a_budget_for_seven_serves_seven_of_50(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("SEVEN", "10").budget(eur("29.00")));

            List<Optional<Refusal>> answers =
                    Crowd.of(25).each(50, buyer -> desk.hold("SEVEN", UUID.randomUUID(), "4.00", "buyer-" + buyer));

            assertThat(answers).filteredOn(Optional::isEmpty).hasSize(7);
            assertThat(desk.code("seven").spent()).isEqualTo(eur("28.00"));
        }
    }

    @BothDatabases
    void a_customer_who_tries_50_times_gets_the_two_uses_that_are_allowed(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("TWICE", "10").perCustomer(2));

            List<Optional<Refusal>> answers =
                    Crowd.of(25).each(50, buyer -> desk.hold("TWICE", UUID.randomUUID(), "1.00", "ada"));

            assertThat(answers).filteredOn(Optional::isEmpty).hasSize(2);
            assertThat(desk.code("twice").used()).isEqualTo(2);
        }
    }

    @BothDatabases
    void wrong_guesses_at_once_are_all_counted(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            List<Optional<String>> answers =
                    Crowd.of(20).each(60, i -> desk.why(desk.shop.guest().actor(), "NONE-" + i, "1.00"));

            assertThat(answers).allMatch(Optional::isPresent);
            assertThat(desk.shop
                            .tx()
                            .<Integer>read(
                                    "test",
                                    handle -> handle.createQuery(
                                                    "select sum(misses) from commerce.code_guess where store_id = :store")
                                            .bind("store", desk.shop.store().id())
                                            .mapTo(Integer.class)
                                            .one()))
                    .isEqualTo((int) answers.stream()
                            .filter(it -> it.orElseThrow().equals("code-unknown"))
                            .count());
        }
    }
}
