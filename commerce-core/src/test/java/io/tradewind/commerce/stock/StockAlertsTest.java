package io.tradewind.commerce.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.FakePost;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Whoever asked for a sold out article hears of it when it is back. */
class StockAlertsTest {
    private static final String ADA = "ada@shop.example";
    private static final String DOCK = "dock@shop.example";

    private final FakePost post = new FakePost();

    private Workshop open(DataSource database, Consumer<StoreSpec> policy) {
        return Workshop.on(
                database,
                builder -> builder.plugins(it -> it.add(post).notifier("mail", "fake-mail")),
                store -> policy.accept(store.brand("Mugs & more")));
    }

    @BothDatabases(fresh = true)
    void who_asked_for_a_sold_out_article_hears_once_when_it_is_back(DataSource database) {
        try (Workshop workshop =
                open(database, store -> store.productLink("https://shop.example/p/{slug}?sku={sku}"))) {
            Sku vase = workshop.sell("VASE", "EUR 20.00", 0);
            Sku bowl = workshop.sell("BOWL", "EUR 20.00", 0);
            workshop.buyer().stock().tellMe(vase, " Ada@Shop.example ").orThrow();
            workshop.buyer().stock().tellMe(vase, ADA).orThrow();
            workshop.buyer().stock().tellMe(bowl, ADA).orThrow();
            workshop.shop.shop(Actor.guest("eve")).stock().tellMe(vase, DOCK).orThrow();
            workshop.shop.runJobs();
            assertThat(post.reached()).isEmpty();

            workshop.staff().stock().receive(vase, 1, "delivery note 18");
            for (int i = 0; i < 3; i++) {
                workshop.shop.runJobs();
            }

            assertThat(post.to(ADA)).hasSize(1);
            assertThat(post.to(DOCK)).hasSize(1);
            OutgoingMessage mail = post.to(ADA).get(0);
            assertThat(mail.subject()).isEqualTo("Mugs & more: Mug VASE is back");
            assertThat(mail.text()).contains("https://shop.example/p/mug-vase?sku=VASE");

            workshop.staff().stock().adjust(vase, -1, "broken").orThrow();
            workshop.buyer().stock().tellMe(vase, ADA).orThrow();
            workshop.staff().stock().receive(vase, 1, "delivery note 19");
            workshop.shop.runJobs();
            workshop.shop.runJobs();
            assertThat(post.to(ADA)).as("another wish is another message").hasSize(2);
            assertThat(post.to(DOCK)).hasSize(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void nobody_is_told_of_goods_that_others_hold_and_wishes_do_not_wait_for_ever(DataSource database) {
        try (Workshop workshop = open(database, store -> {})) {
            Sku vase = workshop.sell("VASE", "EUR 20.00", 1);
            assertThat(refusal(workshop.buyer().stock().tellMe(vase, ADA))).isEqualTo("in-stock");
            assertThat(refusal(workshop.buyer().stock().tellMe(vase, "ada at shop")))
                    .isEqualTo("email-malformed");
            assertThat(refusal(workshop.buyer().stock().tellMe(Sku.of("NONE"), ADA)))
                    .isEqualTo("unavailable");
            workshop.buy(1, vase);
            workshop.buyer().stock().tellMe(vase, ADA).orThrow();
            for (int i = 2; i <= 20; i++) {
                Sku other = workshop.sell("VASE-" + i, "EUR 20.00", 0);
                workshop.buyer().stock().tellMe(other, ADA).orThrow();
            }
            Sku last = workshop.sell("VASE-21", "EUR 20.00", 0);
            assertThat(refusal(workshop.buyer().stock().tellMe(last, ADA))).isEqualTo("too-many-alerts");
            workshop.shop.runJobs();
            assertThat(post.to(ADA)).as("the one unit is reserved").isEmpty();

            workshop.shop.clock().pass(Duration.ofDays(181));
            workshop.shop.runJobs();
            workshop.staff().stock().receive(vase, 5, "delivery note 18");
            workshop.shop.runJobs();
            assertThat(post.to(ADA)).isEmpty();
            assertThat(count(workshop, "state = 'WAITING'")).isZero();
            workshop.shop.clock().pass(Duration.ofDays(31));
            workshop.shop.runJobs();
            assertThat(count(workshop, "email <> ''"))
                    .as("addresses that are still known")
                    .isZero();
            workshop.checkInvariants();
        }
    }

    private static int count(Workshop workshop, String condition) {
        return workshop.shop
                .tx()
                .read(
                        "test",
                        handle -> handle.createQuery("select count(*) from commerce.stock_alert where " + condition)
                                .mapTo(Integer.class)
                                .one());
    }

    private static String refusal(AlertAnswer answer) {
        assertThat(answer).isInstanceOf(AlertAnswer.Refused.class);
        return ((AlertAnswer.Refused) answer).refusal().code();
    }
}
