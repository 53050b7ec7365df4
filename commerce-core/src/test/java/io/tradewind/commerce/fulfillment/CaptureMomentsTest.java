package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PayAnswer;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.job.JobRunner;
import io.tradewind.commerce.order.Hold;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.ReviewTask;
import io.tradewind.commerce.payment.TaskKind;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.FakeTill.Answering;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.joda.money.Money;

/** When reserved money is taken, and what happens to the goods when it cannot be. */
class CaptureMomentsTest {
    private static Workshop open(DataSource database, CaptureMoment moment) {
        return Workshop.on(database, store -> store.capture(moment));
    }

    private static long total(Order order) {
        return order.total().getAmountMinorLong();
    }

    private static List<String> kept(Workshop workshop, Parcel parcel) {
        return workshop.bench().handOver(List.of(parcel.id())).kept().stream()
                .map(it -> it.refusal().code())
                .toList();
    }

    @BothDatabases(fresh = true)
    void at_release_money_is_taken_once_when_the_warehouse_may_begin(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.RELEASE)) {
            Sku lamp = Sku.of("LAMP");
            workshop.staff()
                    .catalog()
                    .publish(NewProduct.named("Lamp")
                            .variant(NewVariant.of(lamp, Money.parse("EUR 80.00"))
                                    .preorder(TestShop.START.plus(Duration.ofDays(3)), 50)));
            workshop.staff().stock().receive(lamp, 5, "container 4");
            Order order = workshop.buy(1, lamp);
            assertThat(workshop.till.holds()).as("a pre-order is only reserved").isZero();

            workshop.shop.clock().pass(Duration.ofDays(4));
            workshop.shop.runJobs();
            workshop.shop.runJobs();

            assertThat(workshop.work(order).state()).isEqualTo(WorkState.RELEASED);
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            assertThat(workshop.till.captureCalls()).isEqualTo(1);
            workshop.send(order);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_declined_capture_at_release_holds_the_order_until_the_money_was_taken(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.RELEASE)) {
            workshop.till.nextCapture(Answering.DECLINE, Answering.DECLINE);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));

            assertThat(workshop.order(order.id()).holds())
                    .extracting(Hold::kind)
                    .containsExactly(HoldKind.PAYMENT);
            assertThat(workshop.work(order).state()).as("nobody packs it").isEqualTo(WorkState.WAITING);
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.staff().payments().reviewQueue())
                    .extracting(ReviewTask::kind)
                    .containsExactly(TaskKind.CAPTURE_FAILED);
            workshop.checkInvariants();

            assertThat(workshop.staff().payments().capture(order.id().value())).isEqualTo(order.total());
            assertThat(workshop.staff().payments().capture(order.id().value()))
                    .as("it is being taken")
                    .isEqualTo(Money.parse("EUR 0"));
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).holds()).as("declined again").hasSize(1);

            workshop.staff().payments().capture(order.id().value());
            workshop.shop.runJobs();
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            assertThat(workshop.order(order.id()).holds()).isEmpty();
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.RELEASED);
            workshop.send(order);
            workshop.shop.runJobs();
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_declined_capture_after_packing_keeps_the_parcel_in_the_building(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.PACKED)) {
            workshop.till.nextCapture(Answering.DECLINE);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.pack(order);
            workshop.shop.runJobs();

            assertThat(workshop.order(order.id()).holds())
                    .extracting(Hold::kind)
                    .containsExactly(HoldKind.PAYMENT);
            assertThat(kept(workshop, parcel)).containsExactly("held");
            workshop.staff().orders().lift(order.id(), HoldKind.PAYMENT);
            assertThat(kept(workshop, parcel)).as("a lifted hold is no money").containsExactly("not-paid");

            workshop.staff().payments().capture(order.id().value());
            workshop.shop.runJobs();
            assertThat(kept(workshop, parcel)).isEmpty();
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void money_that_lapsed_untaken_keeps_the_goods_here_until_it_was_taken_or_staff_let_them_go(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.MANUAL)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order sent = workshop.buy(1, mug);
            workshop.send(sent);
            Order order = workshop.buy(1, mug);
            Order other = workshop.buy(1, mug);
            workshop.shop.clock().pass(Duration.ofDays(7).minusMinutes(1));
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).holds()).isEmpty();
            assertThat(workshop.staff().payments().reviewQueue())
                    .extracting(ReviewTask::kind)
                    .as("told in time")
                    .containsOnly(TaskKind.RESERVATION_LAPSING);

            workshop.shop.clock().pass(Duration.ofMinutes(2));
            workshop.shop.runJobs();
            assertThat(workshop.order(sent.id()).holds()).as("it has left").isEmpty();
            for (Order each : List.of(order, other)) {
                assertThat(workshop.order(each.id()).holds())
                        .extracting(Hold::kind, Hold::reason)
                        .containsExactly(tuple(HoldKind.PAYMENT, "the reserved money has lapsed"));
            }

            workshop.staff().payments().capture(order.id().value());
            workshop.staff().orders().lift(other.id(), HoldKind.PAYMENT);
            workshop.shop.runJobs();
            workshop.shop.clock().pass(Duration.ofHours(1));
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).holds()).as("taken").isEmpty();
            assertThat(workshop.order(other.id()).holds()).as("staff said so").isEmpty();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_held_order_that_is_cancelled_keeps_no_job_busy(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.RELEASE)) {
            workshop.till.nextCapture(Answering.DECLINE);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            assertThat(workshop.order(order.id()).holds()).hasSize(1);

            workshop.staff().orders().cancel(order.id(), "changed my mind");
            workshop.shop.part(JobRunner.class).runDue();
            assertThat(workshop.shop.part(JobRunner.class).runDue()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void giving_up_reserved_money_holds_an_order_that_it_leaves_unpaid(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.PACKED)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order given = workshop.buy(1, mug);
            Order taken = workshop.buy(1, mug);
            workshop.staff().payments().capture(taken.id().value());
            workshop.shop.runJobs();

            assertThat(workshop.staff().payments().release(given.id().value()).orThrow())
                    .isEqualTo(given.total());
            assertThat(workshop.order(given.id()).holds())
                    .extracting(Hold::kind)
                    .containsExactly(HoldKind.PAYMENT);
            assertThat(workshop.work(given).state()).as("nobody packs it").isEqualTo(WorkState.WAITING);
            workshop.checkInvariants();
            workshop.shop.runJobs();
            workshop.checkInvariants();

            assertThat(workshop.staff().payments().release(taken.id().value()).orThrow())
                    .isEqualTo(Money.parse("EUR 0"));
            assertThat(workshop.order(taken.id()).holds()).isEmpty();
            workshop.send(taken);
        }
    }

    @BothDatabases(fresh = true)
    void money_that_is_being_given_up_pays_for_nothing_and_can_be_paid_again(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.PACKED)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            workshop.staff().payments().release(order.id().value()).orThrow();
            workshop.staff().orders().lift(order.id(), HoldKind.PAYMENT);
            assertThat(workshop.work(order).state())
                    .as("still reserved, and owed")
                    .isEqualTo(WorkState.WAITING);
            workshop.checkInvariants();

            assertThat(workshop.buyer()
                            .checkout()
                            .payOrder(order.id(), "card", PayBy.token("token"), URI.create("https://mugs.example")))
                    .isInstanceOf(PayAnswer.Paid.class);
            workshop.shop.runJobs();
            Parcel parcel = workshop.pack(order);
            workshop.shop.runJobs();
            assertThat(kept(workshop, parcel)).isEmpty();
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            assertThat(workshop.staff().payments().reviewQueue()).isEmpty();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_capture_whose_answer_was_lost_is_asked_about_and_never_made_twice(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.PACKED)) {
            workshop.till.nextCapture(Answering.LOSE_ANSWER);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.pack(order);
            workshop.shop.runJobs();

            assertThat(kept(workshop, parcel)).as("nobody knows yet").containsExactly("not-paid");
            assertThat(workshop.order(order.id()).holds()).isEmpty();
            workshop.shop.clock().pass(Duration.ofMinutes(1));
            workshop.shop.runJobs();

            assertThat(kept(workshop, parcel)).isEmpty();
            assertThat(workshop.till.captureCalls()).isEqualTo(1);
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_capture_that_never_arrived_is_made_again_under_its_own_id(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.PACKED)) {
            workshop.till.nextCapture(Answering.LOSE_REQUEST);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.pack(order);
            for (int minutes : List.of(0, 1, 2, 15, 90, 600)) {
                workshop.shop.clock().pass(Duration.ofMinutes(minutes));
                workshop.shop.runJobs();
            }

            assertThat(workshop.till.captureCalls()).isEqualTo(2);
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            assertThat(kept(workshop, parcel)).isEmpty();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void by_hand_money_is_taken_when_staff_say_so_and_goods_leave_on_what_is_reserved(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.MANUAL)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.pack(order);
            workshop.shop.runJobs();
            assertThat(workshop.till.captureCalls()).isZero();
            assertThat(kept(workshop, parcel)).isEmpty();

            workshop.staff().payments().capture(order.id().value());
            workshop.shop.runJobs();
            assertThat(workshop.till.holds()).isEqualTo(total(order));
            workshop.bench().markDelivered(parcel.id(), "the driver says so").orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.COMPLETED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void cancelled_while_a_capture_is_unknown_the_money_goes_back_when_it_is_known(DataSource database) {
        try (Workshop workshop = open(database, CaptureMoment.RELEASE)) {
            workshop.till.nextCapture(Answering.LOSE_ANSWER);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));

            workshop.staff().orders().cancel(order.id(), "changed her mind").orThrow();
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.CANCELLED);
            workshop.shop.clock().pass(Duration.ofMinutes(1));
            workshop.shop.runJobs();
            workshop.shop.clock().pass(Duration.ofMinutes(2));
            workshop.shop.runJobs();

            assertThat(workshop.till.captureCalls()).isEqualTo(1);
            assertThat(workshop.till.holds()).isZero();
            workshop.checkInvariants();
        }
    }
}
