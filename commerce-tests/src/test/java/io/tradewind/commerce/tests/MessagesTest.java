package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.message.console.ConsoleMessagesPlugin;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** What buyers hear of payments that are not decided at once. */
class MessagesTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Mugs open(DataSource dataSource) {
        Mugs mugs = Mugs.on(
                dataSource,
                builder -> builder.plugins(
                        it -> it.add(new ConsoleMessagesPlugin(said::add)).notifier("messages", "console")));
        mugs.sell(Mugs.MUG, "EUR 12.50", 10);
        return mugs;
    }

    /** Time goes by, and the workers are at it meanwhile. */
    private static void pass(Mugs mugs, Duration time) {
        for (int i = 0; i < 4; i++) {
            mugs.clock.pass(time.dividedBy(4));
            mugs.jobs();
        }
    }

    private static void settle(Mugs mugs, boolean approved) {
        mugs.book.settle(mugs.book.pending().get(0), approved, mugs.clock.instant());
        pass(mugs, Duration.ofHours(2));
    }

    @BothDatabases(fresh = true)
    void whoever_waits_for_the_bank_hears_so_after_a_minute_and_hears_the_end(DataSource dataSource) {
        try (Mugs mugs = open(dataSource)) {
            Shop ada = mugs.guest("ada");
            assertThat(mugs.buy(ada, Mugs.MUG, 1, "pending", "one")).isInstanceOf(Placement.Confirming.class);
            mugs.jobs();
            assertThat(said).isEmpty();

            pass(mugs, Duration.ofSeconds(64));
            assertThat(said).hasSize(1);
            assertThat(said.get(0)).contains("EUR 17.40. Please do not pay again.");

            settle(mugs, false);
            assertThat(said).hasSize(2);
            assertThat(said.get(1)).contains("did not go through. Nothing was charged.");
            mugs.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_lost_answer_that_is_found_within_a_minute_is_told_as_an_order(DataSource dataSource) {
        try (Mugs mugs = open(dataSource)) {
            assertThat(mugs.buy(mugs.guest("ada"), Mugs.MUG, 1, "unknown", "one"))
                    .isInstanceOf(Placement.Confirming.class);
            pass(mugs, Duration.ofSeconds(48));
            pass(mugs, Duration.ofHours(2));

            assertThat(said).hasSize(1);
            assertThat(said.get(0)).contains("is received");
        }
    }

    @BothDatabases(fresh = true)
    void a_payment_that_was_refused_on_the_spot_is_no_message(DataSource dataSource) {
        try (Mugs mugs = open(dataSource)) {
            mugs.buy(mugs.guest("ada"), Mugs.MUG, 1, "decline:insufficient_funds", "one");
            pass(mugs, Duration.ofHours(2));

            assertThat(said).isEmpty();
        }
    }

    @BothDatabases(fresh = true)
    void whoever_does_not_come_back_from_the_bank_is_reminded_once(DataSource dataSource) {
        try (Mugs mugs = open(dataSource)) {
            assertThat(mugs.buy(mugs.guest("ada"), Mugs.MUG, 1, "3ds", "one"))
                    .isInstanceOf(Placement.ActionRequired.class);
            pass(mugs, Duration.ofMinutes(8));
            assertThat(said).isEmpty();

            pass(mugs, Duration.ofMinutes(4));
            assertThat(said).hasSize(1);
            assertThat(said.get(0)).contains("waits for you to confirm it", "Nothing is charged yet");
            pass(mugs, Duration.ofDays(2));
            assertThat(said.stream().filter(it -> it.contains("waits for you"))).hasSize(1);
        }
    }

    @BothDatabases(fresh = true)
    void who_pays_later_hears_of_the_order_and_of_no_payment_under_way(DataSource dataSource) {
        try (Mugs mugs = open(dataSource)) {
            Shop ada = mugs.guest("ada");
            var cart = mugs.cart(ada, Mugs.MUG, 1);
            ada.checkout()
                    .place(cart, mugs.facts(ada, cart, "").payWith("cod"), "one")
                    .orThrow();
            pass(mugs, Duration.ofHours(2));

            assertThat(said).hasSize(1);
            assertThat(said.get(0)).startsWith("SMS to ***").contains("is received", "EUR 17.40");
        }
    }
}
