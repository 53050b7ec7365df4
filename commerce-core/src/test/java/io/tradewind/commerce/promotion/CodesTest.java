package io.tradewind.commerce.promotion;

import static io.tradewind.commerce.promotion.CodeDesk.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.pricing.Benefit;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class CodesTest {
    private static final Actor ADA = Actor.guest("cookie-ada");
    private final UUID checkout = UUID.randomUUID();

    @BothDatabases
    void a_code_is_found_whatever_its_case(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.save(Influencer.of("lena", "Lena Voss", "5"));
            desk.promotions.create(NewCode.percent("Lena10", "10").influencer("lena"));

            assertThat(desk.find(ADA, "  lENA10 ", "20.00").orThrow())
                    .satisfies(it -> assertThat(it.code()).isEqualTo("Lena10"))
                    .satisfies(it -> assertThat(it.benefit()).isEqualTo(new Benefit.Percent(new BigDecimal("10"))))
                    .satisfies(it -> assertThat(it.influencer()).contains("lena"));
            assertThatThrownBy(() -> desk.promotions.create(NewCode.percent("LENA10", "20")))
                    .hasMessageContaining("reads the same");
        }
    }

    @BothDatabases
    void a_refusal_says_what_is_missing(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.fixed("FIVE", eur("5.00")).minimum(eur("40.00")));
            desk.promotions.create(NewCode.percent("SOON", "5").from(TestShop.START.plus(Duration.ofDays(1))));
            desk.promotions.create(NewCode.percent("PAST", "5").until(TestShop.START));
            desk.promotions.create(NewCode.percent("STOPPED", "5"));
            desk.promotions.end("stopped");

            assertThat(desk.find(ADA, "five", "34.00"))
                    .isEqualTo(new CodeAnswer.Refused(
                            Refusal.of("code-minimum", "code", "FIVE needs EUR 40.00, your basket has EUR 34.00.")));
            assertThat(desk.find(ADA, "SOON", "34.00"))
                    .isEqualTo(new CodeAnswer.Refused(
                            Refusal.of("code-not-yet", "code", "SOON works from 16 January 2026 at 10:00.")));
            assertThat(desk.why(ADA, "PAST", "34.00")).contains("code-ended");
            assertThat(desk.why(ADA, "STOPPED", "34.00")).contains("code-ended");
            assertThat(desk.why(ADA, "NONE", "34.00")).contains("code-unknown");
            assertThat(desk.why(ADA, "five", "40.00")).isEmpty();
        }
    }

    @BothDatabases
    void guessing_ends_after_ten_misses_in_an_hour_and_for_that_person_only(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("WELCOME", "5"));
            for (int i = 0; i < 10; i++) {
                assertThat(desk.why(ADA, "GUESS-" + i, "1.00")).contains("code-unknown");
            }

            assertThat(desk.why(ADA, "WELCOME", "1.00")).contains("code-guessing");
            assertThat(desk.why(Actor.guest("cookie-bob"), "WELCOME", "1.00")).isEmpty();

            desk.shop.clock().pass(Duration.ofHours(1));
            assertThat(desk.why(ADA, "WELCOME", "1.00")).isEmpty();
            desk.shop.clock().pass(Duration.ofDays(2));
            desk.shop.runJobs();
            assertThat(desk.shop
                            .tx()
                            .<Integer>read(
                                    "test",
                                    handle -> handle.createQuery(
                                                    "select count(*) from commerce.code_guess where store_id = :store")
                                            .bind("store", desk.shop.store().id())
                                            .mapTo(Integer.class)
                                            .one()))
                    .isZero();
        }
    }

    @BothDatabases
    void a_code_on_a_basket_is_checked_again_whatever_its_owner_guesses(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("ONCE", "10").maxUses(1).minimum(eur("5.00")));
            for (int i = 0; i < 11; i++) {
                desk.why(ADA, "GUESS-" + i, "1.00");
            }
            assertThat(desk.recheck(ADA, "once", "5.00", checkout)).isInstanceOf(CodeAnswer.Usable.class);
            assertThat(desk.recheck(ADA, "once", "4.99", checkout)).isInstanceOf(CodeAnswer.Refused.class);

            desk.hold("ONCE", checkout, "1.00", "ada");
            assertThat(desk.recheck(ADA, "once", "5.00", checkout))
                    .as("the own use is no obstacle")
                    .isInstanceOf(CodeAnswer.Usable.class);
            assertThat(desk.recheck(ADA, "once", "5.00", UUID.randomUUID())).isInstanceOf(CodeAnswer.Refused.class);
            assertThat(desk.recheck(ADA, "gone", "5.00", checkout)).isInstanceOf(CodeAnswer.Refused.class);
        }
    }

    @BothDatabases
    void who_used_a_code_is_stored_as_a_hash_only(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("ONCE", "10"));
            desk.hold("ONCE", checkout, "1.00", "+491512345678");

            String stored = desk.shop
                    .tx()
                    .read(
                            "test",
                            handle -> handle.createQuery(
                                            "select customer_key from commerce.code_use where store_id = :store")
                                    .bind("store", desk.shop.store().id())
                                    .mapTo(String.class)
                                    .one());
            assertThat(stored).hasSize(64).doesNotContain("1512345678");
        }
    }

    @BothDatabases
    void a_use_is_held_confirmed_and_given_back_once(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("ONCE", "10").maxUses(1).budget(eur("50.00")));

            assertThat(desk.hold("once", checkout, "4.00", "ada")).isEmpty();
            assertThat(desk.code("once").spent()).isEqualTo(eur("4.00"));
            assertThat(desk.why(ADA, "ONCE", "9.00")).contains("code-used-up");
            desk.use(checkout);
            desk.use(checkout);
            desk.release(checkout);
            assertThat(desk.code("once").used())
                    .as("a confirmed use is not released")
                    .isEqualTo(1);

            desk.giveBack(checkout);
            desk.giveBack(checkout);
            assertThat(desk.code("once").used()).isZero();
            assertThat(desk.hold("once", UUID.randomUUID(), "4.00", "bob")).isEmpty();
        }
    }

    @BothDatabases
    void a_held_use_never_blocks_its_own_retry(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(
                    NewCode.percent("ONCE", "10").maxUses(1).perCustomer(1).budget(eur("5.00")));
            desk.promotions.create(NewCode.percent("TINY", "10").budget(eur("1.00")));

            assertThat(desk.hold("ONCE", checkout, "4.00", "ada")).isEmpty();
            assertThat(desk.hold("ONCE", checkout, "4.00", "ada")).isEmpty();
            assertThat(desk.hold("ONCE", checkout, "5.00", "ada")).isEmpty();
            assertThat(desk.code("once").spent()).isEqualTo(eur("5.00"));

            assertThat(desk.hold("ONCE", checkout, "5.01", "ada").map(Refusal::code))
                    .contains("code-used-up");
            assertThat(desk.hold("TINY", checkout, "2.00", "ada").map(Refusal::code))
                    .contains("code-used-up");
            assertThat(desk.code("once").spent()).as("the old hold stays").isEqualTo(eur("5.00"));
            assertThat(desk.hold("TINY", checkout, "1.00", "ada")).isEmpty();
            assertThat(desk.code("once").used()).isZero();
        }
    }

    @BothDatabases
    void a_limit_per_customer_counts_each_customer_alone_and_frees_slots(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("TWICE", "10").perCustomer(2));
            UUID second = UUID.randomUUID();
            assertThat(desk.hold("TWICE", checkout, "1.00", "ada")).isEmpty();
            assertThat(desk.hold("TWICE", second, "1.00", "ada")).isEmpty();
            assertThat(desk.hold("TWICE", UUID.randomUUID(), "1.00", "ada").map(Refusal::code))
                    .contains("code-used-by-you");
            assertThat(desk.hold("TWICE", UUID.randomUUID(), "1.00", "bob")).isEmpty();

            desk.release(checkout);
            assertThat(desk.hold("TWICE", UUID.randomUUID(), "1.00", "ada")).isEmpty();
            assertThat(desk.code("twice").used()).isEqualTo(3);
        }
    }

    @BothDatabases
    void an_influencer_cannot_use_the_own_code(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.save(Influencer.of("lena", "Lena Voss", "5").shoppingAs("c-17"));
            desk.promotions.create(NewCode.percent("LENA10", "10").influencer("lena"));

            assertThat(desk.why(Actor.customer("c-17"), "lena10", "20.00")).contains("code-own");
            assertThat(desk.hold(
                                    "LENA10",
                                    checkout,
                                    "1.00",
                                    Actor.customer("c-17").ownerKey())
                            .map(Refusal::code))
                    .contains("code-own");
            assertThat(desk.code("LENA10").used()).isZero();
        }
    }

    @BothDatabases
    void every_move_of_a_use_is_in_the_timeline_of_its_checkout(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            desk.promotions.create(NewCode.percent("ONCE", "10"));
            desk.hold("ONCE", checkout, "4.00", "ada");
            desk.use(checkout);
            desk.giveBack(checkout);

            List<Entry> timeline = desk.shop
                    .tx()
                    .read("test", handle -> desk.shop.part(Outbox.class).timeline(handle, desk.shop.scope(), checkout));
            assertThat(timeline)
                    .extracting(it -> it.machine() + " " + it.to())
                    .containsExactly("code-use HELD", "code-use USED", "code-use GIVEN_BACK");
        }
    }

    @BothDatabases
    void looking_a_code_up_is_one_statement(DataSource database) {
        CountingDataSource counting = new CountingDataSource(database);
        try (CodeDesk desk = new CodeDesk(TestShop.on(counting))) {
            desk.promotions.create(NewCode.percent("ONCE", "10"));
            CountingDataSource.Counts find = counting.during(() -> desk.find(ADA, "once", "5.00"));
            assertThat(find.statements()).as(find.toString()).isEqualTo(1);
        }
    }

    @BothDatabases
    void codes_are_made_by_staff_and_only_sound_ones(DataSource database) {
        try (CodeDesk desk = new CodeDesk(TestShop.on(database))) {
            Map<String, Runnable> wrong = Map.of(
                    "code", () -> NewCode.percent("a b", "10"),
                    "percent", () -> NewCode.percent("ABC", "100.1"),
                    "amount", () -> NewCode.fixed("ABC", eur("0.00")),
                    "max uses", () -> NewCode.percent("ABC", "1").maxUses(0),
                    "until",
                            () -> NewCode.percent("ABC", "1")
                                    .from(TestShop.START)
                                    .until(TestShop.START),
                    "influencer",
                            () -> desk.promotions.create(
                                    NewCode.percent("ABC", "1").influencer("nobody")));
            wrong.forEach((field, call) -> assertThatThrownBy(call::run)
                    .isInstanceOf(CommerceException.class)
                    .hasMessageContaining(field));
            assertThatThrownBy(() -> desk.promotions.create(NewCode.fixed("ABC", Money.parse("USD 1"))))
                    .hasMessageContaining("USD");
            assertThatThrownBy(() -> desk.shop.guest().promotions().codes()).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> desk.shop
                            .shop(Actor.staff("tom", Role.SUPPORT))
                            .promotions()
                            .create(NewCode.percent("ABC", "1")))
                    .hasMessageContaining("PROMOTIONS");
            assertThat(desk.promotions.codes()).isEmpty();
            assertThat(desk.promotions.find("nothing")).isEqualTo(Optional.empty());
        }
    }
}
