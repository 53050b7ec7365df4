package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakeCarrier.Mood;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The office cancels what the packer has in hand. */
class StopSignTest {
    @BothDatabases(fresh = true)
    void whatever_the_packer_does_next_says_stop_and_nothing_changes(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            FulfillmentId id = workshop.work(order).id();
            Fulfillment bea = workshop.bench("bea");
            bea.claim(id).orThrow();
            bea.scan(id, "MUG").orThrow();

            assertThat(workshop.staff().orders().cancel(order.id(), "fraud"))
                    .isInstanceOf(CancelAnswer.StopAsked.class);

            assertThat(bea.scan(id, "MUG")).isEqualTo(new ScanAnswer.Stopped("fraud"));
            assertThat(bea.scan(id, "LAMP")).isEqualTo(new ScanAnswer.Stopped("fraud"));
            assertThat(refusal(bea.countAll(id))).isEqualTo("stopped");
            assertThat(refusal(bea.pack(id))).isEqualTo("stopped");
            assertThat(bea.reportShort(id, workshop.line(order, mug), 1, ShortReason.MISSING))
                    .isInstanceOf(ShortAnswer.Refused.class);
            assertThat(bea.find(id).orElseThrow().stopAsked()).isTrue();
            assertThat(bea.find(id).orElseThrow().lines().get(0).scanned()).isEqualTo(1);
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.PLACED);
            assertThat(workshop.till.holds()).isEqualTo(order.total().getAmountMinorLong());

            bea.confirmStop(id).orThrow();
            bea.confirmStop(id).orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.CANCELLED);
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            assertThat(workshop.onHand(mug)).isEqualTo(10);
            assertThat(workshop.till.holds()).isZero();
            workshop.checkInvariants();
        }
    }

    private static String refusal(WorkAnswer answer) {
        return ((WorkAnswer.Refused) answer).refusal().code();
    }

    @BothDatabases(fresh = true)
    void a_label_is_given_back_under_one_operation_until_the_carrier_has_answered(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.pack(order);
            FulfillmentId id = workshop.work(order).id();
            workshop.carrier.nextCancel(List.of(
                    new Answer.Unknown<>(Optional.empty(), "the line broke"), new Answer.NotSent<>("no route")));
            workshop.staff().orders().cancel(order.id(), "changed her mind");
            workshop.bench().confirmStop(id).orThrow();
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.VOIDED);

            workshop.shop.runJobs();
            assertThat(workshop.carrier.cancelled()).as("unknown is not done").isEmpty();
            assertThat(workshop.parcel(parcel.id()).note()).contains("has not taken the label back");
            workshop.shop.clock().pass(Duration.ofSeconds(5));
            workshop.shop.runJobs();
            workshop.shop.clock().pass(Duration.ofMinutes(5));
            workshop.shop.runJobs();

            assertThat(workshop.carrier.cancelled()).hasSize(1);
            assertThat(workshop.carrier.cancelCalls()).hasSize(3);
            assertThat(workshop.carrier.cancelCalls())
                    .extracting(Call::id)
                    .containsOnly(workshop.carrier.cancelCalls().get(0).id());
            assertThat(workshop.parcel(parcel.id()).note()).isEqualTo("The carrier took the label back.");
            workshop.shop.clock().pass(Duration.ofDays(2));
            workshop.shop.runJobs();
            assertThat(workshop.carrier.cancelCalls()).as("and then it is over").hasSize(3);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_stop_cannot_be_confirmed_while_a_booking_is_undecided_and_can_afterwards(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            workshop.carrier.next(Mood.LOSE_ANSWER);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            workshop.pack(order);
            FulfillmentId id = workshop.work(order).id();
            workshop.staff().orders().cancel(order.id(), "changed her mind");

            assertThat(refusal(workshop.bench().confirmStop(id))).isEqualTo("booking");
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.PLACED);
            workshop.shop.clock().pass(Duration.ofSeconds(5));
            workshop.shop.runJobs();

            workshop.bench().confirmStop(id).orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.carrier.sold()).hasSize(1);
            assertThat(workshop.carrier.cancelled()).hasSize(1);
            assertThat(workshop.till.holds()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_packer_who_walks_away_leaves_the_stop_to_the_next_or_to_the_office(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order first = workshop.buy(1, mug);
            Order second = workshop.buy(1, mug);
            for (Order order : List.of(first, second)) {
                workshop.bench("bea").claim(workshop.work(order).id()).orThrow();
                workshop.staff().orders().cancel(order.id(), "changed her mind");
            }
            workshop.shop.clock().pass(Duration.ofMinutes(30));
            workshop.shop.runJobs();

            FulfillmentId id = workshop.work(first).id();
            workshop.bench("carl").claim(id).orThrow();
            assertThat(workshop.bench("carl").scan(id, "MUG")).isInstanceOf(ScanAnswer.Stopped.class);
            workshop.bench("carl").confirmStop(id).orThrow();
            assertThat(workshop.order(first.id()).state()).isEqualTo(OrderState.CANCELLED);

            assertThat(workshop.staff().orders().cancel(second.id(), "really"))
                    .isInstanceOf(CancelAnswer.Cancelled.class);
            workshop.shop.runJobs();
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_cancel_and_a_hand_over_at_once_never_both_win(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 20);
            for (int round = 0; round < 5; round++) {
                Order order = workshop.buy(1, mug);
                Parcel parcel = workshop.pack(order);
                FulfillmentId id = workshop.work(order).id();
                List<Boolean> answers = Crowd.of(2)
                        .each(
                                2,
                                who -> who == 0
                                        ? workshop.staff().orders().cancel(order.id(), "stop it")
                                                instanceof CancelAnswer.StopAsked
                                        : workshop.bench()
                                                .handOver(List.of(parcel.id()))
                                                .kept()
                                                .isEmpty());

                boolean left = workshop.parcel(parcel.id()).state() == ParcelState.HANDED_OVER;
                assertThat(answers).containsExactlyInAnyOrder(true, false);
                if (left) {
                    assertThat(workshop.bench().confirmStop(id)).isInstanceOf(WorkAnswer.Refused.class);
                } else {
                    workshop.bench().confirmStop(id).orThrow();
                }
                workshop.shop.runJobs();
                assertThat(workshop.order(order.id()).state())
                        .isEqualTo(left ? OrderState.PLACED : OrderState.CANCELLED);
            }
            workshop.checkInvariants();
        }
    }
}
