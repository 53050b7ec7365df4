package io.tradewind.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.payment.FactIntake;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

class DisputeHoldsTest {
    @BothDatabases
    void goods_stay_in_the_building_while_their_payment_is_disputed(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            hear(workshop, order, DisputeStage.OPENED, 1);
            assertThat(workshop.order(order.id()).holds()).singleElement().satisfies(it -> {
                assertThat(it.kind()).isEqualTo(HoldKind.REVIEW);
                assertThat(it.reason()).contains("dispute-1");
            });
            assertThat(workshop.order(order.id()).payment()).isEqualTo(PaymentStatus.DISPUTED);
            hear(workshop, order, DisputeStage.UNDER_REVIEW, 2);
            assertThat(workshop.order(order.id()).holds()).hasSize(1);
            hear(workshop, order, DisputeStage.WON, 3);
            assertThat(workshop.order(order.id()).holds()).isEmpty();
            workshop.send(workshop.order(order.id()));
        }
    }

    @BothDatabases
    void a_lost_dispute_keeps_the_order_held_for_staff_who_have_a_task(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            hear(workshop, order, DisputeStage.LOST, 1);
            hear(workshop, order, DisputeStage.LOST, 1);
            assertThat(workshop.order(order.id()).holds()).hasSize(1);
            assertThat(workshop.order(order.id()).payment()).isEqualTo(PaymentStatus.CHARGED_BACK);
            assertThat(workshop.staff().payments().reviewQueue())
                    .filteredOn(it -> it.orderId().equals(order.id().value()))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("lost"));
        }
    }

    @BothDatabases
    void a_dispute_about_goods_that_have_left_holds_nothing(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            workshop.send(order);
            hear(workshop, order, DisputeStage.OPENED, 1);
            assertThat(workshop.order(order.id()).holds()).isEmpty();
            assertThat(workshop.order(order.id()).payment()).isEqualTo(PaymentStatus.DISPUTED);
            hear(workshop, order, DisputeStage.WON, 2);
        }
    }

    private static void hear(Workshop workshop, Order order, DisputeStage stage, int hour) {
        Payment payment = workshop.staff().payments().of(order.id().value()).get(0);
        PaymentFact.Dispute fact = new PaymentFact.Dispute(
                new ProviderRef(payment.operations().get(0).reference()),
                new ProviderRef("dispute-1-" + order.number()),
                stage,
                order.total(),
                Optional.empty());
        Instant at = TestShop.START.plus(Duration.ofHours(hour));
        assertThat(workshop.shop.part(FactIntake.class).apply("card", new Notice<>("d-" + stage, at, fact)))
                .isTrue();
        workshop.shop.runJobs();
    }
}
