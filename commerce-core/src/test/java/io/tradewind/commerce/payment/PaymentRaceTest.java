package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.PaymentDesk.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.payment.BookGateway.Mood;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

/** Whoever comes first, the money is booked once and one order is placed. */
class PaymentRaceTest {
    @BothDatabases
    void return_webhook_and_poll_at_once_fold_once(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            for (int round = 0; round < 5; round++) {
                UUID checkout = desk.checkout();
                desk.gateway.next(Mood.ACTION);
                Attempt attempt = desk.pay(checkout);
                int told = desk.told(checkout);
                Crowd.of(9).each(9, number -> switch (number % 3) {
                    case 0 -> desk.operations.complete(desk.buyer(), attempt.operationId(), Map.of());
                    case 1 -> desk.facts.apply("card", webhook(desk, attempt));
                    default -> desk.operations.ask(desk.buyer(), attempt.operationId());
                });
                desk.pass(Duration.ofMinutes(20));
                assertThat(desk.attempt(attempt).state()).isEqualTo(OperationState.APPROVED);
                assertThat(desk.till(checkout)).isEqualTo("PLACED");
                assertThat(desk.gateway.calls.stream().filter(it -> it.equals("complete " + attempt.operationId())))
                        .as("one call, which had one effect")
                        .hasSizeLessThanOrEqualTo(2);
                assertThat(desk.told(checkout) - told)
                        .as("told of one approval")
                        .isEqualTo(1);
                assertThat(desk.position(checkout)).isEqualTo(new Position(10000, 0, 10000, 0, 0, 0, 0, 0, 0));
            }
            desk.check();
        }
    }

    @BothDatabases
    void many_captures_and_a_cancellation_at_once_take_or_give_up_no_more_than_there_is(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database, store -> store.capture(CaptureMoment.PACKED))) {
            UUID order = desk.checkout();
            desk.pay(order);
            Crowd.of(8)
                    .each(
                            16,
                            number -> desk.shop.tx().write("test", handle -> {
                                if (number == 7) {
                                    Money zero = Money.parse("EUR 0.00");
                                    desk.operations.cancelOrRefund(handle, desk.shop.scope(), order, zero, "cancelled");
                                } else {
                                    desk.operations.capture(handle, desk.shop.scope(), order, "packed " + number);
                                }
                                return true;
                            }));
            desk.till(order, "CANCELLED");
            for (int minute = 0; minute < 6; minute++) {
                desk.pass(Duration.ofMinutes(1));
            }
            assertThat(desk.position(order).secured()).isZero();
            assertThat(desk.standing(order)).isEmpty();
            desk.check();
        }
    }

    @BothDatabases
    void many_reconcilers_send_one_refund_once(DataSource database) {
        try (PaymentDesk desk = new PaymentDesk(database)) {
            UUID order = desk.checkout();
            desk.pay(order);
            desk.refund(order, "EUR 60.00", "many-" + order).orThrow();
            Crowd.of(8).each(16, number -> desk.reconciler.step());
            desk.run();
            UUID refund = desk.operations(order, OperationKind.REFUND).get(0).id();
            assertThat(desk.gateway.calls.stream().filter(it -> it.equals("refund " + refund)))
                    .hasSize(1);
            assertThat(desk.position(order).refunded()).isEqualTo(6000);
            desk.check();
        }
    }

    private static Notice<PaymentFact> webhook(PaymentDesk desk, Attempt attempt) {
        return new Notice<>(
                "e",
                desk.shop.clock().instant(),
                new PaymentFact.Outcome(
                        new ProviderRef("pay-" + attempt.operationId()),
                        Optional.of(new OperationId(attempt.operationId())),
                        OperationKind.PURCHASE,
                        new PaymentResult.Approved(
                                new ProviderRef("pay-" + attempt.operationId()),
                                TOTAL,
                                Effect.CAPTURED,
                                Details.NONE)));
    }
}
