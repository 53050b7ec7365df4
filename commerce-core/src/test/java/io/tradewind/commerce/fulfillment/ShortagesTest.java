package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.PayAnswer;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.event.FulfillmentShort;
import io.tradewind.commerce.stock.Movement;
import io.tradewind.commerce.stock.MovementKind;
import io.tradewind.commerce.store.StorePolicy.ShortUnits;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Workshop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

/** Units that are not where they should be, or broken: nothing is shipped short in silence. */
class ShortagesTest {
    private static FulfillmentOrder claimed(Workshop workshop, Order order) {
        return workshop.bench().claim(workshop.work(order).id()).orThrow();
    }

    private static Money refunded(Workshop workshop, Order order) {
        return workshop.staff().payments().of(order.id().value()).stream()
                .map(it -> it.refunded())
                .reduce(Money.parse("EUR 0"), Money::plus);
    }

    private static Movement lastMovement(Workshop workshop, Sku sku) {
        return workshop.staff()
                .stock()
                .movements(sku, Optional.empty())
                .movements()
                .get(0);
    }

    @BothDatabases(fresh = true)
    void missing_units_follow_when_there_are_others_and_the_rest_goes_now(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 3);
            Order order = workshop.buy(3, mug);
            UUID line = workshop.line(order, mug);
            FulfillmentId id = claimed(workshop, order).id();
            workshop.bench().scan(id, "MUG").orThrow();

            ShortAnswer answer = workshop.bench().reportShort(id, line, 2, ShortReason.MISSING);

            ShortAnswer.Waiting waiting = (ShortAnswer.Waiting) answer;
            assertThat(waiting.work().units()).isEqualTo(1);
            assertThat(waiting.work().isComplete()).isTrue();
            assertThat(waiting.later().state()).isEqualTo(WorkState.WAITING);
            assertThat(waiting.later().units()).isEqualTo(2);
            assertThat(workshop.onHand(mug)).isEqualTo(1);
            assertThat(workshop.staff().stock().level(mug).reserved()).isEqualTo(1);
            assertThat(lastMovement(workshop, mug).kind()).isEqualTo(MovementKind.ADJUST);
            assertThat(lastMovement(workshop, mug).quantity()).isEqualTo(-2);
            assertThat(lastMovement(workshop, mug).reason()).isEqualTo("missing at the shelf, order " + order.number());
            workshop.checkInvariants();

            Parcel parcel = workshop.bench().pack(id).orThrow().liveParcels().get(0);
            workshop.bench().handOver(List.of(parcel.id())).orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.PARTLY_SHIPPED);
            assertThat(workshop.bench().find(waiting.later().id()).orElseThrow().state())
                    .isEqualTo(WorkState.WAITING);

            workshop.staff().stock().receive(mug, 5, "delivery note 18");
            workshop.shop.runJobs();

            FulfillmentOrder later = workshop.bench().find(waiting.later().id()).orElseThrow();
            assertThat(later.state()).isEqualTo(WorkState.RELEASED);
            workshop.bench().claim(later.id()).orThrow();
            workshop.bench().scan(later.id(), "MUG", 2).orThrow();
            Parcel second =
                    workshop.bench().pack(later.id()).orThrow().liveParcels().get(0);
            workshop.bench().handOver(List.of(second.id())).orThrow();
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
            assertThat(workshop.onHand(mug)).isEqualTo(3);
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            assertThat(refunded(workshop, order)).isEqualTo(Money.parse("EUR 0"));
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void other_stock_takes_the_place_of_broken_units_at_once_and_work_let_go_can_be_claimed_again(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 3);
            Order order = workshop.buy(3, mug);
            UUID line = workshop.line(order, mug);
            FulfillmentId id = claimed(workshop, order).id();
            FulfillmentId later = ((ShortAnswer.Waiting) workshop.bench().reportShort(id, line, 1, ShortReason.DAMAGED))
                    .later()
                    .id();

            workshop.bench().letGo(id).orThrow();
            assertThat(workshop.bench().claim(id).orThrow().units())
                    .as("what is there does not wait for what is not")
                    .isEqualTo(2);
            workshop.shop.runJobs();
            assertThat(workshop.bench().find(later).orElseThrow().state()).isEqualTo(WorkState.WAITING);

            workshop.staff().stock().receive(mug, 1, "found behind the shelf");
            workshop.shop.runJobs();
            assertThat(workshop.bench().find(later).orElseThrow().state()).isEqualTo(WorkState.RELEASED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void work_of_which_everything_is_missing_waits_as_a_whole(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 2);
            Order order = workshop.buy(2, mug);
            FulfillmentId id = claimed(workshop, order).id();

            ShortAnswer.Waiting answer = (ShortAnswer.Waiting)
                    workshop.bench().reportShort(id, workshop.line(order, mug), 2, ShortReason.MISSING);

            assertThat(answer.work().id()).isEqualTo(answer.later().id()).isEqualTo(id);
            assertThat(answer.work().state()).isEqualTo(WorkState.WAITING);
            assertThat(workshop.bench().scan(id, "MUG")).isInstanceOf(ScanAnswer.Refused.class);
            workshop.checkInvariants();
            workshop.staff().stock().receive(mug, 2, "delivery note 18");
            workshop.shop.runJobs();
            workshop.send(order);
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void of_an_order_that_was_paid_by_card_although_it_was_to_be_paid_later_only_the_missing_units_go_back(
            DataSource database) {
        try (Workshop workshop = Workshop.on(database, store -> store.shortUnits(ShortUnits.CANCEL))) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 2);
            Order order = workshop.place(workshop.cart(2, mug), "later");
            PayAnswer paid = workshop.buyer()
                    .checkout()
                    .payOrder(order.id(), "card", PayBy.page(), URI.create("https://shop.example/back"));
            assertThat(paid).isInstanceOf(PayAnswer.Paid.class);
            workshop.shop.runJobs();
            FulfillmentId id = claimed(workshop, order).id();

            workshop.bench().reportShort(id, workshop.line(order, mug), 1, ShortReason.MISSING);
            workshop.shop.runJobs();

            assertThat(refunded(workshop, order)).isEqualTo(Money.parse("EUR 12.50"));
            assertThat(workshop.order(order.id()).payment()).isEqualTo(PaymentStatus.PAID);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void by_policy_missing_units_are_cancelled_and_exactly_their_price_goes_back(DataSource database) {
        try (Workshop workshop = Workshop.on(database, store -> store.shortUnits(ShortUnits.CANCEL))) {
            Sku mug = workshop.sell("MUG", "EUR 3.33", 3);
            Sku lamp = workshop.sell("LAMP", "EUR 80.00", 3);
            Order order = workshop.buy(3, mug, lamp);
            FulfillmentId id = claimed(workshop, order).id();

            ShortAnswer.Cancelled first = (ShortAnswer.Cancelled)
                    workshop.bench().reportShort(id, workshop.line(order, mug), 1, ShortReason.MISSING);
            ShortAnswer.Cancelled second = (ShortAnswer.Cancelled)
                    workshop.bench().reportShort(id, workshop.line(order, mug), 2, ShortReason.DAMAGED);
            workshop.shop.runJobs();

            assertThat(first.amount()).isEqualTo(Money.parse("EUR 3.33"));
            assertThat(first.amount().plus(second.amount())).isEqualTo(Money.parse("EUR 9.99"));
            assertThat(second.work().units()).isEqualTo(3);
            assertThat(refunded(workshop, order)).isEqualTo(Money.parse("EUR 9.99"));
            assertThat(workshop.onHand(mug)).isZero();
            workshop.bench().scan(id, "LAMP", 3).orThrow();
            Parcel parcel = workshop.bench().pack(id).orThrow().liveParcels().get(0);
            workshop.bench().handOver(List.of(parcel.id())).orThrow();
            workshop.bench().markDelivered(parcel.id(), "the driver says so").orThrow();
            workshop.shop.runJobs();
            Order now = workshop.order(order.id());
            assertThat(now.state()).isEqualTo(OrderState.COMPLETED);
            assertThat(now.payment()).isEqualTo(PaymentStatus.PAID);
            assertThat(workshop.staff().orders().timeline(order.id()))
                    .extracting(Entry::note)
                    .anyMatch(it -> it.contains("short: 1 × MUG MISSING, cancelled"))
                    .anyMatch(it -> it.contains("cancelled 2 × MUG (EUR 6.66): damaged at the shelf"));
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void the_last_units_of_an_order_end_it_with_its_delivery(DataSource database) {
        try (Workshop workshop = Workshop.on(database, store -> store.shortUnits(ShortUnits.CANCEL))) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 5);
            Order order = workshop.buy(2, mug);
            FulfillmentId id = claimed(workshop, order).id();
            UUID line = workshop.line(order, mug);
            workshop.bench().reportShort(id, line, 1, ShortReason.DAMAGED).orThrow();

            ShortAnswer.Cancelled last =
                    (ShortAnswer.Cancelled) workshop.bench().reportShort(id, line, 1, ShortReason.MISSING);
            workshop.shop.runJobs();

            assertThat(last.work().state()).isEqualTo(WorkState.CANCELLED);
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.CANCELLED);
            assertThat(refunded(workshop, order)).isEqualTo(order.total());
            assertThat(workshop.onHand(mug)).isEqualTo(3);
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void what_never_comes_can_be_given_up_after_the_rest_has_left(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 2);
            Order order = workshop.buy(2, mug);
            FulfillmentId id = claimed(workshop, order).id();
            FulfillmentId later = ((ShortAnswer.Waiting)
                            workshop.bench().reportShort(id, workshop.line(order, mug), 1, ShortReason.MISSING))
                    .later()
                    .id();
            workshop.bench().scan(id, "MUG").orThrow();
            Parcel parcel = workshop.bench().pack(id).orThrow().liveParcels().get(0);
            workshop.bench().handOver(List.of(parcel.id())).orThrow();

            ShortAnswer.Cancelled gone =
                    (ShortAnswer.Cancelled) workshop.bench().giveUp(later, "not made any more");
            workshop.shop.runJobs();

            assertThat(gone.amount()).isEqualTo(Money.parse("EUR 12.50"));
            assertThat(refunded(workshop, order)).isEqualTo(Money.parse("EUR 12.50"));
            assertThat(workshop.bench().giveUp(later, "again")).isInstanceOf(ShortAnswer.Refused.class);
            workshop.bench().markDelivered(parcel.id(), "the driver says so").orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.COMPLETED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_report_is_checked_and_a_choice_against_the_policy_is_not_the_packers(DataSource database) {
        List<FulfillmentShort> heard = new ArrayList<>();
        try (Workshop workshop = Workshop.on(
                database,
                builder -> builder.on(FulfillmentShort.class, Timing.AFTER_COMMIT, "heard", heard::add),
                store -> {})) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 5);
            Order order = workshop.buy(2, mug);
            FulfillmentId id = workshop.work(order).id();
            UUID line = workshop.line(order, mug);
            Fulfillment bea = workshop.bench("bea");

            assertThat(refusal(bea.reportShort(id, line, 1, ShortReason.MISSING)))
                    .isEqualTo("not-claimed");
            bea.claim(id).orThrow();
            assertThat(refusal(workshop.bench("carl").reportShort(id, line, 1, ShortReason.MISSING)))
                    .isEqualTo("claimed");
            assertThat(refusal(bea.reportShort(id, line, 3, ShortReason.MISSING)))
                    .isEqualTo("too-many");
            assertThat(refusal(bea.reportShort(id, UUID.randomUUID(), 1, ShortReason.MISSING)))
                    .isEqualTo("too-many");
            assertThatThrownBy(() -> bea.reportShort(id, line, 0, ShortReason.MISSING))
                    .isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> bea.reportShort(id, line, 1, ShortReason.MISSING, ShortUnits.CANCEL))
                    .isInstanceOf(CommerceException.class);
            workshop.bench().askStop(id, "wrong address").orThrow();
            assertThat(refusal(bea.reportShort(id, line, 1, ShortReason.MISSING)))
                    .isEqualTo("stopped");
            assertThat(workshop.onHand(mug)).isEqualTo(5);
            assertThat(heard).isEmpty();

            workshop.bench().refuseStop(id, "it was right").orThrow();
            bea.reportShort(id, line, 1, ShortReason.DAMAGED).orThrow();
            assertThat(heard).singleElement().satisfies(it -> {
                assertThat(it.sku()).isEqualTo("MUG");
                assertThat(it.units()).isEqualTo(1);
                assertThat(it.reason()).isEqualTo("DAMAGED");
                assertThat(it.fate()).isEqualTo("WAIT");
            });
            workshop.checkInvariants();
        }
    }

    private static String refusal(ShortAnswer answer) {
        return ((ShortAnswer.Refused) answer).refusal().code();
    }
}
