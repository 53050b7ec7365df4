package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

class DisputeNewsTest {
    @BothDatabases
    void a_lost_dispute_takes_the_money_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            dispute(desk, attempt, DisputeStage.OPENED);
            assertThat(desk.staff().of(order).get(0).state()).isEqualTo(PaymentState.DISPUTED);
            dispute(desk, attempt, DisputeStage.LOST);
            dispute(desk, attempt, DisputeStage.LOST);
            assertThat(desk.position(order).chargedBack()).isEqualTo(10000);
            assertThat(desk.refund(order, "EUR 1.00", "none-" + order)).isInstanceOf(RefundAnswer.Refused.class);
            desk.check();
        }
    }

    @BothDatabases
    void a_dispute_counts_once_whatever_the_order_and_number_of_its_news(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            dispute(desk, attempt, DisputeStage.LOST, 3);
            dispute(desk, attempt, DisputeStage.OPENED, 1);
            dispute(desk, attempt, DisputeStage.UNDER_REVIEW, 2);
            dispute(desk, attempt, DisputeStage.WON, 2);
            dispute(desk, attempt, DisputeStage.LOST, 3);
            assertThat(desk.staff().disputesOf(order)).singleElement().satisfies(it -> {
                assertThat(it.stage()).isEqualTo(DisputeStage.LOST);
                assertThat(it.chargedBack()).isEqualTo(TOTAL);
            });
            assertThat(desk.position(order).chargedBack()).isEqualTo(10000);
            assertThat(desk.staff().of(order).get(0).state()).isNotEqualTo(PaymentState.DISPUTED);
            desk.check();
        }
    }

    @BothDatabases
    void a_bank_that_changes_its_mind_gives_the_money_back(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            Attempt attempt = desk.pay(order);
            dispute(desk, attempt, DisputeStage.OPENED, 1);
            dispute(desk, attempt, DisputeStage.LOST, 2);
            dispute(desk, attempt, DisputeStage.WON, 3);
            assertThat(desk.position(order).chargedBack()).isZero();
            assertThat(disputeTasks(desk, order)).isEmpty();
            dispute(desk, attempt, DisputeStage.LOST, 4);
            assertThat(desk.position(order).chargedBack()).isEqualTo(10000);
            assertThat(disputeTasks(desk, order)).hasSize(1);
            desk.check();
        }
    }

    private static List<ReviewTask> disputeTasks(PaymentDesk desk, UUID order) {
        return desk.staff().reviewQueue().stream()
                .filter(it -> it.orderId().equals(order) && it.kind() == TaskKind.DISPUTE)
                .toList();
    }

    private static void dispute(PaymentDesk desk, Attempt attempt, DisputeStage stage) {
        dispute(desk, attempt, stage, stage.ordinal());
    }

    private static void dispute(PaymentDesk desk, Attempt attempt, DisputeStage stage, int hour) {
        PaymentFact.Dispute fact = new PaymentFact.Dispute(
                News.of(attempt), new ProviderRef("dispute-" + attempt.operationId()), stage, TOTAL, Optional.empty());
        Instant at = desk.shop.clock().instant().plus(Duration.ofHours(hour));
        assertThat(desk.facts.apply("card", new Notice<>("d-" + stage + hour, at, fact)))
                .isTrue();
    }
}
