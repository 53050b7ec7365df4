package io.tradewind.commerce.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.Payments;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakeCarrier.Mood;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

class ReturnsTest {
    @BothDatabases(fresh = true)
    void a_return_goes_from_the_wish_to_the_money(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            workshop.deliver(order);
            UUID line = workshop.line(order, mug);
            List<ReturnItem> one = List.of(ReturnItem.of(line, 1, ReturnReason.CHANGED_MIND));
            Returns mine = workshop.buyer().returns();
            Returns desk = workshop.staff().returns();

            RefundPreview shown = mine.preview(order.id(), one).orThrow();
            assertThat(shown.total()).isEqualTo(Money.parse("EUR 12.50"));
            Return asked = mine.request(order.id(), one, "too small").orThrow();
            assertThat(asked.state()).isEqualTo(ReturnState.REQUESTED);
            assertThat(mine.request(order.id(), one, "too small").orThrow().id())
                    .isEqualTo(asked.id());

            Return approved = desk.approve(asked.id()).orThrow();
            assertThat(approved.parcel().orElseThrow().state()).isEqualTo(ParcelState.LABELLED);
            assertThat(mine.label(asked.id())).isPresent();
            assertThat(desk.approve(asked.id()).orThrow().version()).isEqualTo(approved.version());
            assertThat(workshop.carrier.told()).hasSize(2);

            desk.receive(asked.id(), Map.of(line, 1)).orThrow();
            desk.receive(asked.id(), Map.of(line, 1)).orThrow();
            assertThat(workshop.onHand(mug)).isEqualTo(8);
            Return inspected =
                    desk.inspect(asked.id(), List.of(Inspection.good(line, 1))).orThrow();
            assertThat(inspected.refunded()).isEqualTo(shown.total());
            desk.inspect(asked.id(), List.of(Inspection.good(line, 1))).orThrow();
            workshop.shop.runJobs();

            assertThat(desk.find(asked.id()).orElseThrow().state()).isEqualTo(ReturnState.RESOLVED);
            assertThat(workshop.onHand(mug)).isEqualTo(9);
            assertThat(workshop.till.holds())
                    .isEqualTo(order.total().minus(shown.total()).getAmountMinorLong());
            assertThat(workshop.order(order.id()).lines().get(0).returned()).isEqualTo(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void returning_everything_in_parts_refunds_everything_with_the_delivery(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 3.33", 10);
            Sku lamp = workshop.sell("LAMP", "EUR 80.01", 10);
            Order order = workshop.buy(3, mug, lamp);
            workshop.deliver(order);
            Returns desk = workshop.staff().returns();

            for (Sku sku : List.of(mug, lamp, lamp, mug, mug)) {
                ReturnItem one = ReturnItem.of(workshop.line(order, sku), 1, ReturnReason.CHANGED_MIND);
                Return back =
                        desk.takeBack(order.id(), List.of(one), "at the desk").orThrow();
                assertThat(back.refundedDelivery().isZero()).isTrue();
                workshop.shop.runJobs();
            }
            ReturnItem last = ReturnItem.of(workshop.line(order, lamp), 1, ReturnReason.CHANGED_MIND);
            Return back =
                    desk.takeBack(order.id(), List.of(last), "at the desk").orThrow();
            workshop.shop.runJobs();

            assertThat(back.refundedDelivery()).isEqualTo(order.delivery());
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.order(order.id()).payment()).isEqualTo(PaymentStatus.REFUNDED);
            assertThat(workshop.onHand(mug)).isEqualTo(10);
            assertThat(desk.of(order.id())).extracting(Return::state).containsOnly(ReturnState.RESOLVED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void broken_units_are_refunded_and_thrown_away_and_refused_ones_are_not(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 10.00", 10);
            Order order = workshop.buy(3, mug);
            workshop.deliver(order);
            UUID line = workshop.line(order, mug);
            Returns desk = workshop.staff().returns();
            ReturnId id = desk.request(order.id(), List.of(ReturnItem.of(line, 3, ReturnReason.DAMAGED)), "")
                    .orThrow()
                    .id();
            desk.approve(id).orThrow();

            assertThat(desk.inspect(id, List.of(Inspection.good(line, 3)))).isInstanceOf(ReturnAnswer.Refused.class);
            desk.receive(id, Map.of(line, 2)).orThrow();
            assertThat(desk.inspect(id, List.of(Inspection.good(line, 3)))).isInstanceOf(ReturnAnswer.Refused.class);
            assertThat(desk.inspect(id, List.of())).isInstanceOf(ReturnAnswer.Refused.class);
            Return done =
                    desk.inspect(id, List.of(new Inspection(line, 1, 0, 1))).orThrow();
            workshop.shop.runJobs();

            assertThat(done.refunded()).isEqualTo(Money.parse("EUR 10.00"));
            assertThat(done.lines().get(0).missing()).isEqualTo(1);
            assertThat(done.lines().get(0).scrapped()).isEqualTo(1);
            assertThat(workshop.onHand(mug)).isEqualTo(7);
            assertThat(workshop.order(order.id()).lines().get(0).returned()).isEqualTo(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void no_more_than_was_delivered_and_not_after_the_window(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            UUID line = workshop.line(order, mug);
            Returns mine = workshop.buyer().returns();
            List<ReturnItem> two = List.of(ReturnItem.of(line, 2, ReturnReason.CHANGED_MIND));
            assertRefused(mine.request(order.id(), two, ""), "too-many");
            workshop.deliver(order);

            assertRefused(
                    mine.request(order.id(), List.of(ReturnItem.of(line, 3, ReturnReason.CHANGED_MIND)), ""),
                    "too-many");
            assertRefused(mine.request(order.id(), List.of(), ""), "nothing");
            workshop.shop.clock().pass(Duration.ofDays(31));
            assertRefused(mine.request(order.id(), two, ""), "window-over");
            assertThat(workshop.staff().returns().request(order.id(), two, "generous"))
                    .isInstanceOf(ReturnAnswer.Done.class);
        }
    }

    @BothDatabases
    void engraved_goods_come_back_only_for_a_fault(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = Sku.of("ENGRAVED");
            workshop.staff()
                    .catalog()
                    .publish(NewProduct.named("Engraved mug")
                            .variant(mug, Money.parse("EUR 20.00"))
                            .engraving(
                                    new EngravingSpec(20, 1, "", Money.parse("EUR 5.00"), Duration.ofDays(1), false)));
            workshop.staff().stock().receive(mug, 5, "delivery note 18");
            CartId cart = workshop.buyer().carts().open().id();
            workshop.buyer()
                    .carts()
                    .add(cart, mug, 1, Personalisation.engraving("For Ada"))
                    .orThrow();
            Order order = workshop.place(cart);
            workshop.deliver(order);
            UUID line = workshop.line(order, mug);
            Returns mine = workshop.buyer().returns();

            assertRefused(
                    mine.request(order.id(), List.of(ReturnItem.of(line, 1, ReturnReason.CHANGED_MIND)), ""),
                    "made-for-you");
            assertThat(mine.request(order.id(), List.of(ReturnItem.of(line, 1, ReturnReason.FAULTY)), ""))
                    .isInstanceOf(ReturnAnswer.Done.class);
        }
    }

    @BothDatabases
    void within_policy_it_is_approved_at_once_and_a_lost_label_is_looked_up(DataSource database) {
        try (Workshop workshop = Workshop.on(database, StoreSpec::autoApproveReturns)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            workshop.deliver(order);
            workshop.carrier.next(Mood.LOSE_ANSWER);
            List<ReturnItem> all = List.of(ReturnItem.of(workshop.line(order, mug), 1, ReturnReason.CHANGED_MIND));

            Return asked =
                    workshop.buyer().returns().request(order.id(), all, "").orThrow();
            assertThat(asked.state()).isEqualTo(ReturnState.APPROVED);
            assertThat(asked.parcel().orElseThrow().state()).isEqualTo(ParcelState.BOOKING);
            workshop.shop.clock().pass(Duration.ofSeconds(5));
            workshop.shop.runJobs();

            assertThat(workshop.inbound(order).state()).isEqualTo(ParcelState.LABELLED);
            assertThat(workshop.carrier.sold()).hasSize(2);
            assertThat(workshop.carrier.told().get(1).from().city()).isEqualTo("Berlin");
        }
    }

    @BothDatabases
    void a_return_that_is_never_sent_expires_and_its_label_is_given_back(DataSource database) {
        try (Workshop workshop = Workshop.on(database, StoreSpec::autoApproveReturns)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            workshop.deliver(order);
            List<ReturnItem> all = List.of(ReturnItem.of(workshop.line(order, mug), 1, ReturnReason.CHANGED_MIND));
            ReturnId id = workshop.buyer()
                    .returns()
                    .request(order.id(), all, "")
                    .orThrow()
                    .id();

            workshop.shop.clock().pass(Duration.ofDays(30));
            workshop.shop.runJobs();

            assertThat(workshop.buyer().returns().find(id).orElseThrow().state())
                    .isEqualTo(ReturnState.EXPIRED);
            assertThat(workshop.carrier.cancelled()).hasSize(1);
        }
    }

    @BothDatabases
    void a_rejected_or_cancelled_return_frees_its_units(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            workshop.deliver(order);
            List<ReturnItem> all = List.of(ReturnItem.of(workshop.line(order, mug), 1, ReturnReason.CHANGED_MIND));
            Returns mine = workshop.buyer().returns();
            Returns desk = workshop.staff().returns();

            Return first = mine.request(order.id(), all, "").orThrow();
            assertThat(desk.reject(first.id(), "worn").orThrow().answer()).isEqualTo("worn");
            Return second = mine.request(order.id(), all, "").orThrow();
            assertThat(second.id()).isNotEqualTo(first.id());
            mine.cancel(second.id()).orThrow();
            assertThat(desk.approve(second.id())).isInstanceOf(ReturnAnswer.Refused.class);
            assertThat(mine.request(order.id(), all, "").orThrow().state()).isEqualTo(ReturnState.REQUESTED);
            assertThat(desk.list(ReturnQuery.open()).returns()).hasSize(1);
            assertThat(desk.list(ReturnQuery.open()
                                    .in(ReturnState.REJECTED, ReturnState.CANCELLED)
                                    .size(1))
                            .next())
                    .isPresent();
        }
    }

    @BothDatabases
    void returns_are_seen_by_the_owner_and_the_signed_link_and_by_nobody_else(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            workshop.deliver(order);
            String token = workshop.buyer().orders().token(order.id());
            List<ReturnItem> all = List.of(ReturnItem.of(workshop.line(order, mug), 1, ReturnReason.CHANGED_MIND));
            Returns stranger =
                    workshop.shop.shop(Actor.guest("cookie-of-another")).returns();

            Return asked = stranger.request(token, all, "by the link").orThrow();

            assertThat(stranger.of(token)).extracting(Return::id).containsExactly(asked.id());
            assertThat(workshop.buyer().returns().of(order.id())).hasSize(1);
            assertThat(stranger.find(asked.id())).isEmpty();
            assertThatThrownBy(() -> stranger.of(order.id())).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> stranger.cancel(asked.id())).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> stranger.approve(asked.id())).isInstanceOf(CommerceException.class);
            assertThat(stranger.cancel(token, asked.id()).orThrow().state()).isEqualTo(ReturnState.CANCELLED);
        }
    }

    @BothDatabases(fresh = true)
    void a_parcel_that_nobody_took_comes_back_and_everything_is_refunded(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            Parcel parcel = workshop.send(order);
            Returns desk = workshop.staff().returns();
            assertRefused(desk.cameBack(parcel.id()), "not-returned");
            workshop.bench().markReturned(parcel.id(), "address unknown").orThrow();

            Return back = desk.cameBack(parcel.id()).orThrow();
            assertThat(desk.cameBack(parcel.id()).orThrow().id()).isEqualTo(back.id());
            desk.resolveNow(back.id()).orThrow();
            workshop.shop.runJobs();

            Order after = workshop.order(order.id());
            assertThat(after.fulfilment()).isEqualTo(FulfilmentStatus.UNDELIVERED);
            assertThat(after.state()).isEqualTo(OrderState.COMPLETED);
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.onHand(mug)).isEqualTo(10);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void no_unit_is_accepted_in_two_returns(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            Parcel parcel = workshop.deliver(order);
            Returns desk = workshop.staff().returns();
            UUID line = workshop.line(order, mug);
            ReturnItem one = ReturnItem.of(line, 1, ReturnReason.CHANGED_MIND);
            desk.resolveNow(desk.arrived(order.id(), List.of(one)).orThrow().id())
                    .orThrow();
            workshop.bench().markReturned(parcel.id(), "address unknown").orThrow();
            Return rest = desk.cameBack(parcel.id()).orThrow();

            assertRefused(desk.inspect(rest.id(), List.of(Inspection.good(line, 2))), "too-many");
            assertThat(desk.resolveNow(rest.id()).orThrow().lines())
                    .extracting(ReturnLine::accepted)
                    .containsExactly(1);
            workshop.shop.runJobs();
            assertThat(workshop.till.holds()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void above_the_refund_limit_the_money_of_a_return_waits_and_is_asked_for_again_if_it_was_refused(
            DataSource database) {
        try (Workshop workshop = Workshop.on(database, store -> store.refundLimit(Money.parse("EUR 12.49")))) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            workshop.deliver(order);
            Returns desk = workshop.staff().returns();
            Payments own = workshop.staff().payments();
            Payments other =
                    workshop.shop.shop(Actor.staff("ben", Role.FINANCE)).payments();
            List<ReturnItem> all = List.of(ReturnItem.of(workshop.line(order, mug), 1, ReturnReason.CHANGED_MIND));
            ReturnId id = desk.request(order.id(), all, "").orThrow().id();

            assertThat(desk.resolveNow(id).orThrow().state()).isEqualTo(ReturnState.INSPECTED);
            workshop.shop.runJobs();
            Refund first = own.refundsOf(order.id().value()).get(0);
            assertThat(first.state()).isEqualTo(RefundState.PROPOSED);
            assertThatThrownBy(() -> own.approve(first.id())).hasMessageContaining("somebody else");
            assertThat(workshop.till.holds()).isEqualTo(order.total().getAmountMinorLong());

            other.refuse(first.id(), "the mug was used");
            workshop.shop.clock().pass(Duration.ofMinutes(6));
            workshop.shop.runJobs();
            assertThat(desk.find(id).orElseThrow().problem()).isEqualTo("The refund was not approved.");

            desk.resolveNow(id).orThrow();
            Refund again = own.refundsOf(order.id().value()).get(1);
            assertThat(desk.resolveNow(id).orThrow().problem()).isEmpty();
            assertThat(other.approve(again.id())).isInstanceOf(RefundAnswer.Accepted.class);
            workshop.shop.runJobs();
            workshop.shop.clock().pass(Duration.ofMinutes(6));
            workshop.shop.runJobs();
            assertThat(desk.find(id).orElseThrow().state()).isEqualTo(ReturnState.RESOLVED);
            assertThat(workshop.till.holds()).isZero();
            assertThat(own.refundsOf(order.id().value())).hasSize(2);
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void many_inspections_at_once_refund_once(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            workshop.deliver(order);
            Returns desk = workshop.staff().returns();
            List<ReturnItem> all = List.of(ReturnItem.of(workshop.line(order, mug), 1, ReturnReason.CHANGED_MIND));
            ReturnId id = desk.request(order.id(), all, "").orThrow().id();

            Crowd.of(4)
                    .each(6, again -> workshop.staff().returns().resolveNow(id).orThrow());
            workshop.shop.runJobs();

            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.onHand(mug)).isEqualTo(10);
            assertThat(workshop.staff().payments().refundsOf(order.id().value()))
                    .hasSize(1);
        }
    }

    private static void assertRefused(ReturnAnswer answer, String code) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ReturnAnswer.Refused.class,
                        it -> assertThat(it.refusal().code()).isEqualTo(code));
    }
}
