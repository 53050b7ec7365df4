package io.tradewind.commerce.promotion;

import static io.tradewind.commerce.promotion.CodeDesk.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.TestShop;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CommissionsTest {
    private static final Instant FROM = TestShop.START.minus(Duration.ofDays(1));
    private final UUID order = UUID.randomUUID();

    @BothDatabases
    void an_order_earns_its_percentage_once_and_a_return_takes_its_part_back_once(DataSource database) {
        try (CodeDesk desk = desk(database)) {
            desk.accrue(order, "lena", "152.77");
            desk.accrue(order, "lena", "152.77");
            UUID back = UUID.randomUUID();
            desk.reverse(order, back, "133.87");
            desk.reverse(order, back, "133.87");

            Statement statement = statement(desk);
            assertThat(statement.sales()).isEqualTo(eur("152.77"));
            assertThat(statement.earned()).isEqualTo(eur("7.64"));
            assertThat(statement.returned()).isEqualTo(eur("133.87"));
            assertThat(statement.reversed()).as("7.64 less 5 % of what stayed").isEqualTo(eur("6.69"));
            assertThat(statement.pending()).isEqualTo(eur("0.95"));
            assertThat(statement.payable()).isEqualTo(eur("0.00"));
            assertThat(statement.entries())
                    .extracting(Statement.Entry::kind)
                    .containsExactly(Statement.Kind.ACCRUAL, Statement.Kind.REVERSAL);
        }
    }

    @Test
    void the_number_of_a_payment_card_is_neither_a_handle_nor_a_name() {
        assertThatThrownBy(() -> Influencer.of("4111111111111111", "Lena Voss", "5"))
                .isInstanceOf(CommerceException.class)
                .hasMessageContainingAll("influencer handle", "payment card");
        assertThatThrownBy(() -> Influencer.of("lena", "Lena 4111 1111 1111 1111", "5"))
                .isInstanceOf(CommerceException.class)
                .hasMessageContainingAll("influencer name", "payment card");
    }

    @BothDatabases
    void an_order_that_comes_back_whole_earns_nothing(DataSource database) {
        try (CodeDesk desk = desk(database)) {
            desk.accrue(order, "lena", "0.33");
            desk.reverse(order, UUID.randomUUID(), "0.11");
            desk.reverse(order, UUID.randomUUID(), "0.11");
            desk.reverse(order, UUID.randomUUID(), "5.00");
            desk.reverse(order, UUID.randomUUID(), "1.00");

            Statement statement = statement(desk);
            assertThat(statement.earned()).isEqualTo(statement.reversed()).isEqualTo(eur("0.02"));
            assertThat(statement.returned()).isEqualTo(eur("0.33"));
            assertThat(statement.entries()).extracting(Statement.Entry::state).containsOnly(CommissionState.REVERSED);
        }
    }

    @BothDatabases
    void commission_is_paid_when_the_return_window_is_over_and_late_returns_are_taken_off_the_next(
            DataSource database) {
        try (CodeDesk desk = desk(database)) {
            UUID later = UUID.randomUUID();
            desk.accrue(order, "lena", "100.00");
            assertThat(desk.promotions.payOut("lena")).isEqualTo(eur("0.00"));

            desk.shop.clock().pass(Duration.ofDays(31));
            desk.shop.runJobs();
            assertThat(statement(desk).payable()).isEqualTo(eur("5.00"));
            assertThat(desk.promotions.payOut("lena")).isEqualTo(eur("5.00"));
            assertThat(desk.promotions.payOut("lena")).isEqualTo(eur("0.00"));

            desk.reverse(order, UUID.randomUUID(), "60.00");
            assertThat(statement(desk).payable()).isEqualTo(eur("-3.00"));
            assertThat(desk.promotions.payOut("lena")).isEqualTo(eur("0.00"));

            desk.accrue(later, "lena", "200.00");
            desk.shop.clock().pass(Duration.ofDays(31));
            desk.shop.runJobs();
            assertThat(desk.promotions.payOut("lena")).isEqualTo(eur("7.00"));
            assertThat(statement(desk).payable()).isEqualTo(eur("0.00"));
            assertThat(statement(desk).paid()).isEqualTo(eur("12.00"));
        }
    }

    @BothDatabases
    void a_statement_is_for_its_period_and_for_eyes_that_may_see_it(DataSource database) {
        try (CodeDesk desk = desk(database)) {
            desk.accrue(order, "lena", "10.00");
            Instant now = desk.shop.clock().instant();
            assertThat(desk.promotions.statement("lena", FROM, now).entries()).isEmpty();
            assertThat(desk.promotions
                            .statement("lena", now, now.plusSeconds(1))
                            .entries())
                    .hasSize(1);

            Promotions lena = desk.shop.shop(Actor.customer("c-17")).promotions();
            assertThat(lena.statement("lena", FROM, now).influencer().name()).isEqualTo("Lena Voss");
            assertThatThrownBy(() -> lena.payOut("lena")).isInstanceOf(CommerceException.class);
            Promotions other = desk.shop.shop(Actor.customer("c-18")).promotions();
            assertThatThrownBy(() -> other.statement("lena", FROM, now)).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> desk.promotions.statement("nobody", FROM, now))
                    .isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void the_percentage_of_an_order_is_the_one_it_was_placed_with(DataSource database) {
        try (CodeDesk desk = desk(database)) {
            desk.accrue(order, "lena", "100.00");
            desk.promotions.save(Influencer.of("lena", "Lena Voss", "50").shoppingAs("c-17"));
            desk.reverse(order, UUID.randomUUID(), "50.00");

            assertThat(statement(desk).pending()).isEqualTo(eur("2.50"));
            assertThat(desk.promotions.influencers()).hasSize(1);
        }
    }

    @BothDatabases
    void returns_at_once_never_take_back_more_than_was_earned(DataSource database) {
        try (CodeDesk desk = desk(database)) {
            desk.accrue(order, "lena", "100.00");

            Crowd.of(10).each(20, it -> {
                desk.reverse(order, UUID.randomUUID(), "10.00");
                return it;
            });

            assertThat(statement(desk).reversed()).isEqualTo(eur("5.00"));
            assertThat(statement(desk).returned()).isEqualTo(eur("100.00"));
        }
    }

    @Test
    void parts_of_ten_thousand_random_returns_add_up_to_the_whole() {
        Random random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            BigDecimal percent = BigDecimal.valueOf(random.nextInt(1_000_001), 4);
            long base = random.nextInt(500_000);
            Commission commission = new Commission(
                    1,
                    order,
                    order,
                    "lena",
                    percent,
                    base,
                    0,
                    Commission.on(base, percent),
                    0,
                    0,
                    CommissionState.ACCRUED,
                    1);
            while (commission.returned() < base) {
                Commission next = commission.after(1 + random.nextInt((int) base));
                assertThat(next.takenBack()).isBetween(commission.takenBack(), commission.amount());
                assertThat(commission.amount() - next.takenBack())
                        .isEqualTo(Commission.on(base - next.returned(), percent));
                commission = next;
            }
            assertThat(commission.takenBack()).isEqualTo(base == 0 ? 0 : commission.amount());
        }
    }

    private static CodeDesk desk(DataSource database) {
        CodeDesk desk = new CodeDesk(TestShop.on(database));
        desk.promotions.save(Influencer.of("lena", "Lena Voss", "5").shoppingAs("c-17"));
        return desk;
    }

    private static Statement statement(CodeDesk desk) {
        return desk.promotions.statement("lena", FROM, FROM.plus(Duration.ofDays(365)));
    }

    private static Money money(String amount) {
        return eur(amount);
    }

    @Test
    void the_reference_return_costs_lena_6_69() {
        long net = money("159.30").minus(money("25.43")).getAmountMinorLong();

        assertThat(Commission.on(net, new BigDecimal("5"))).isEqualTo(669);
        assertThat(List.of(9529L, 2950L, 3555L, 5597L).stream()
                        .map(it -> Commission.on(it, new BigDecimal("5")))
                        .toList())
                .containsExactly(476L, 148L, 178L, 280L);
    }
}
