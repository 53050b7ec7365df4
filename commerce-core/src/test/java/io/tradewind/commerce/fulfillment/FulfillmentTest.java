package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Crowd;
import io.tradewind.commerce.testing.FakeCarrier.Mood;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.joda.money.Money;

class FulfillmentTest {
    @BothDatabases(fresh = true)
    void an_order_is_picked_packed_sent_and_delivered(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            FulfillmentId id = workshop.work(order).id();
            Fulfillment bench = workshop.bench();

            assertThat(bench.queue().works()).extracting(WorkSummary::id).contains(id);
            bench.claim(id).orThrow();
            assertThat(bench.scan(id, "MUG").orThrow().complete()).isFalse();
            assertThat(bench.scan(id, "MUG").orThrow().complete()).isTrue();
            Parcel parcel = bench.pack(id).orThrow().liveParcels().get(0);
            assertThat(parcel.state()).isEqualTo(ParcelState.LABELLED);
            assertThat(parcel.trackingNumber()).startsWith("FC");
            assertThat(workshop.onHand(mug)).isEqualTo(10);

            bench.handOver(List.of(parcel.id())).orThrow();
            assertThat(workshop.onHand(mug)).isEqualTo(8);
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
            assertThat(bench.find(id).orElseThrow().state()).isEqualTo(WorkState.HANDED_OVER);

            workshop.scanned(parcel, "e1", TrackingStatus.DELIVERED, TestShop.START.plusSeconds(60));
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.DELIVERED);
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.COMPLETED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void two_packers_want_the_same_work_and_one_gets_it(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            FulfillmentId id = workshop.work(order).id();

            workshop.bench("bea").claim(id).orThrow();
            WorkAnswer second = workshop.bench("carl").claim(id);

            assertThat(second)
                    .isInstanceOfSatisfying(
                            WorkAnswer.Refused.class,
                            it -> assertThat(it.refusal().message()).isEqualTo("staff:bea is packing it."));
            assertThat(workshop.bench("carl").scan(id, "MUG")).isInstanceOf(ScanAnswer.Refused.class);
            assertThat(workshop.bench("bea").claim(id)).isInstanceOf(WorkAnswer.Done.class);
        }
    }

    @BothDatabases
    void a_claim_lapses_half_an_hour_after_the_last_scan(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(2, workshop.sell("MUG", "EUR 12.50", 10));
            FulfillmentId id = workshop.work(order).id();
            workshop.bench("bea").claim(id).orThrow();
            workshop.shop.clock().pass(Duration.ofMinutes(29));
            workshop.bench("bea").scan(id, "MUG").orThrow();
            workshop.shop.clock().pass(Duration.ofMinutes(29));
            workshop.shop.runJobs();
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.PICKING);

            workshop.shop.clock().pass(Duration.ofMinutes(1));
            workshop.shop.runJobs();

            assertThat(workshop.work(order).state()).isEqualTo(WorkState.RELEASED);
            assertThat(workshop.work(order).lines().get(0).scanned()).isZero();
            workshop.bench("carl").claim(id).orThrow();
        }
    }

    @BothDatabases
    void a_wrong_or_surplus_item_stops_the_packer(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            workshop.sell("LAMP", "EUR 80.00", 10);
            Order order = workshop.buy(1, mug);
            FulfillmentId id = workshop.work(order).id();
            workshop.bench().claim(id).orThrow();

            assertThat(workshop.bench().scan(id, "LAMP"))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Wrong.class,
                            it -> assertThat(it.refusal().message()).contains("'Mug LAMP'", order.number()));
            assertThat(workshop.bench().scan(id, "4006381333931"))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Wrong.class,
                            it -> assertThat(it.refusal().message()).contains("nothing that we know"));
            assertThat(workshop.bench().pack(id))
                    .isInstanceOfSatisfying(
                            WorkAnswer.Refused.class,
                            it -> assertThat(it.refusal().code()).isEqualTo("not-complete"));
            workshop.bench().scan(id, " MUG ").orThrow();
            assertThat(workshop.bench().scan(id, "MUG")).isInstanceOf(ScanAnswer.Surplus.class);
        }
    }

    @BothDatabases(fresh = true)
    void every_unit_lies_in_exactly_one_parcel(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Sku lamp = workshop.sell("LAMP", "EUR 80.00", 10);
            Order order = workshop.buy(2, mug, lamp);
            FulfillmentId id = workshop.work(order).id();
            workshop.bench().claim(id).orThrow();
            workshop.bench().countAll(id).orThrow();
            Box mugs = Box.of(Map.of(workshop.line(order, mug), 2)).weighing(900);
            Box oneLamp = Box.of(Map.of(workshop.line(order, lamp), 1));

            assertThat(workshop.bench().pack(id, List.of(mugs, oneLamp))).isInstanceOf(WorkAnswer.Refused.class);
            assertThat(workshop.bench().pack(id, List.of(mugs, mugs, oneLamp, oneLamp)))
                    .isInstanceOf(WorkAnswer.Refused.class);
            List<Parcel> parcels = workshop.bench()
                    .pack(id, List.of(mugs, oneLamp, oneLamp))
                    .orThrow()
                    .liveParcels();
            assertThat(parcels).extracting(Parcel::number).containsExactly(1, 2, 3);
            assertThat(parcels).extracting(Parcel::state).containsOnly(ParcelState.LABELLED);
            assertThat(workshop.carrier.sold()).hasSize(3);

            workshop.bench().handOver(List.of(parcels.get(0).id())).orThrow();
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.PARTLY_SHIPPED);
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.PACKED);
            workshop.bench()
                    .handOver(List.of(parcels.get(1).id(), parcels.get(2).id()))
                    .orThrow();
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.HANDED_OVER);
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void a_label_is_printed_again_without_being_bought_again(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Parcel parcel = workshop.pack(workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10)));

            Label label = workshop.bench().label(parcel.id()).orElseThrow();
            assertThat(new String(label.bytes(), StandardCharsets.US_ASCII)).contains(parcel.trackingNumber());
            assertThat(workshop.bench().label(parcel.id())).contains(label);
            assertThat(workshop.carrier.told()).hasSize(1);
        }
    }

    @BothDatabases
    void a_lost_answer_is_looked_up_and_never_booked_twice(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            workshop.carrier.next(Mood.LOSE_ANSWER);
            Parcel parcel = workshop.pack(workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10)));
            assertThat(parcel.state()).isEqualTo(ParcelState.BOOKING);
            workshop.shop.runJobs();
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.BOOKING);

            workshop.shop.clock().pass(Duration.ofSeconds(5));
            workshop.shop.runJobs();

            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.LABELLED);
            assertThat(workshop.carrier.told()).hasSize(1);
            assertThat(workshop.carrier.sold()).hasSize(1);
        }
    }

    @BothDatabases
    void a_lost_request_is_told_again_under_the_same_id(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            workshop.carrier.next(Mood.LOSE_REQUEST, Mood.LOSE_ANSWER);
            Parcel parcel = workshop.pack(workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10)));
            workshop.shop.clock().pass(Duration.ofSeconds(5));
            workshop.shop.runJobs();
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.BOOKING);
            workshop.shop.clock().pass(Duration.ofSeconds(30));
            workshop.shop.runJobs();

            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.LABELLED);
            assertThat(workshop.carrier.told()).hasSize(2);
            assertThat(workshop.carrier.told())
                    .extracting(it -> it.call().id())
                    .containsOnly(workshop.carrier.told().get(0).call().id());
            assertThat(workshop.carrier.told())
                    .extracting(it -> it.call().attempt())
                    .containsExactly(1, 2);
            assertThat(workshop.carrier.sold()).hasSize(1);
        }
    }

    @BothDatabases
    void a_refused_booking_says_why_and_is_bought_again_at_no_higher_price(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            workshop.carrier.next(Mood.REFUSE);
            Parcel parcel = workshop.pack(workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10)));
            assertThat(parcel.state()).isEqualTo(ParcelState.PLANNED);
            assertThat(parcel.note()).contains("the offer is no longer valid");

            workshop.carrier.costs("EUR 7.00");
            assertThat(workshop.bench().bookAgain(parcel.id()))
                    .isInstanceOfSatisfying(
                            ParcelAnswer.Refused.class,
                            it -> assertThat(it.refusal().code()).isEqualTo("dearer"));
            assertThat(workshop.carrier.sold()).isEmpty();
            Parcel labelled = workshop.bench()
                    .bookAgain(parcel.id(), Money.parse("EUR 7.00"))
                    .orThrow();

            assertThat(labelled.state()).isEqualTo(ParcelState.LABELLED);
            assertThat(labelled.note()).contains("EUR 7.00");
            assertThat(workshop.bench().bookAgain(parcel.id()).orThrow()).isEqualTo(labelled);
            assertThat(workshop.carrier.sold()).hasSize(1);
        }
    }

    @BothDatabases
    void nothing_leaves_without_a_label_or_against_a_hold(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            workshop.carrier.next(Mood.NOT_SENT);
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            Parcel parcel = workshop.pack(order);
            assertThat(workshop.bench().handOver(List.of(parcel.id())).kept())
                    .extracting(it -> it.refusal().code())
                    .containsExactly("no-label");

            workshop.bench().labelByHand(parcel.id(), "HAND-1").orThrow();
            workshop.staff().orders().hold(order.id(), HoldKind.STAFF, "please wait");
            assertThat(workshop.bench().handOver(List.of(parcel.id())).kept())
                    .extracting(it -> it.refusal().code())
                    .containsExactly("held");
            assertThat(workshop.onHand(mug)).isEqualTo(10);

            workshop.staff().orders().lift(order.id(), HoldKind.STAFF);
            workshop.bench().handOver(List.of(parcel.id())).orThrow();
            assertThat(workshop.onHand(mug)).isEqualTo(9);
            workshop.bench().handOver(List.of(parcel.id())).orThrow();
            assertThat(workshop.onHand(mug)).isEqualTo(9);
        }
    }

    @BothDatabases(fresh = true)
    void unpacking_gives_labels_back_and_packing_buys_new_ones(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel first = workshop.pack(order);
            FulfillmentId id = workshop.work(order).id();

            workshop.bench().unpack(id).orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.parcel(first.id()).state()).isEqualTo(ParcelState.VOIDED);
            assertThat(workshop.carrier.cancelled()).hasSize(1);

            Parcel second = workshop.bench().pack(id).orThrow().liveParcels().get(0);
            assertThat(second.number()).isEqualTo(2);
            workshop.bench().handOver(List.of(second.id())).orThrow();
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.HANDED_OVER);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_stop_sign_blocks_the_packer_until_the_order_is_cancelled(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            Parcel parcel = workshop.pack(order);
            FulfillmentId id = workshop.work(order).id();

            workshop.bench().askStop(id, "customer changed her mind").orThrow();
            assertThat(workshop.bench().handOver(List.of(parcel.id())).kept())
                    .extracting(it -> it.refusal().code())
                    .containsExactly("stopped");
            workshop.bench().confirmStop(id).orThrow();
            workshop.shop.runJobs();

            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.CANCELLED);
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.CANCELLED);
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            assertThat(workshop.till.holds()).isZero();
            assertThat(workshop.carrier.cancelled()).hasSize(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void cancelling_an_order_that_is_being_packed_asks_its_packer(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            FulfillmentId id = workshop.work(order).id();
            workshop.bench().claim(id).orThrow();

            assertThat(workshop.buyer().orders().cancel(order.id(), "changed my mind"))
                    .isInstanceOf(CancelAnswer.StopAsked.class);
            assertThat(workshop.bench().scan(id, "MUG")).isEqualTo(new ScanAnswer.Stopped("changed my mind"));
            workshop.bench().refuseStop(id, "it is in the van").orThrow();
            assertThat(workshop.bench().scan(id, "MUG")).isInstanceOf(ScanAnswer.Counted.class);

            workshop.buyer().orders().cancel(order.id(), "really");
            workshop.bench().confirmStop(id).orThrow();
            workshop.shop.runJobs();
            assertThat(workshop.buyer().orders().cancel(order.id(), "really"))
                    .isInstanceOf(CancelAnswer.Cancelled.class);
            assertThat(workshop.till.holds()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_pre_order_is_packed_when_its_date_and_its_goods_have_come(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku lamp = Sku.of("LAMP");
            workshop.staff()
                    .catalog()
                    .publish(NewProduct.named("Lamp")
                            .variant(NewVariant.of(lamp, Money.parse("EUR 80.00"))
                                    .preorder(TestShop.START.plus(Duration.ofDays(20)), 50)));
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug, lamp);
            assertThat(workshop.bench().of(order.id()))
                    .extracting(FulfillmentOrder::state)
                    .containsExactlyInAnyOrder(WorkState.RELEASED, WorkState.WAITING);

            workshop.shop.clock().pass(Duration.ofDays(21));
            workshop.shop.runJobs();
            assertThat(workshop.bench().of(order.id()))
                    .extracting(FulfillmentOrder::state)
                    .contains(WorkState.WAITING);
            workshop.staff().stock().receive(lamp, 5, "container 4");
            workshop.shop.runJobs();

            assertThat(workshop.bench().of(order.id()))
                    .extracting(FulfillmentOrder::state)
                    .containsOnly(WorkState.RELEASED);
            for (FulfillmentOrder work : workshop.bench().of(order.id())) {
                workshop.bench().claim(work.id()).orThrow();
                workshop.bench().countAll(work.id()).orThrow();
                Parcel parcel =
                        workshop.bench().pack(work.id()).orThrow().liveParcels().get(0);
                workshop.bench().handOver(List.of(parcel.id())).orThrow();
                workshop.bench().markDelivered(parcel.id(), "driver").orThrow();
            }
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.COMPLETED);
            assertThat(workshop.onHand(lamp)).isEqualTo(4);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void money_can_be_taken_when_it_is_packed(DataSource database) {
        try (Workshop workshop = Workshop.on(database, store -> store.capture(CaptureMoment.PACKED))) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            assertThat(workshop.till.holds()).isZero();

            Parcel parcel = workshop.pack(order);
            assertThat(workshop.bench().handOver(List.of(parcel.id())).kept())
                    .extracting(it -> it.refusal().code())
                    .containsExactly("not-paid");
            workshop.shop.runJobs();

            assertThat(workshop.till.holds()).isEqualTo(order.total().getAmountMinorLong());
            workshop.bench().handOver(List.of(parcel.id())).orThrow();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void an_order_that_is_paid_after_its_delivery_is_completed_then(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.place(workshop.cart(1, mug), "later");
            workshop.deliver(order);
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.PLACED);

            workshop.staff().payments().confirmReceipt(order.id().value(), order.total(), "cash 17");
            workshop.shop.runJobs();

            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.COMPLETED);
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void of_many_packers_at_once_one_wins_and_of_many_hand_overs_one_counts(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            FulfillmentId id = workshop.work(order).id();

            List<WorkAnswer> claims = Crowd.of(4)
                    .each(8, packer -> workshop.bench("packer-" + packer).claim(id));
            assertThat(claims.stream().filter(WorkAnswer.Done.class::isInstance))
                    .hasSize(1);

            String winner = workshop.work(order).packer().orElseThrow().substring("staff:".length());
            workshop.bench(winner).countAll(id).orThrow();
            List<WorkAnswer> packs =
                    Crowd.of(4).each(4, again -> workshop.bench(winner).pack(id));
            assertThat(packs.stream().filter(WorkAnswer.Done.class::isInstance)).hasSize(1);
            assertThat(workshop.carrier.sold()).hasSize(1);

            ParcelId parcel = workshop.work(order).liveParcels().get(0).id();
            Crowd.of(4)
                    .each(4, again -> workshop.bench().handOver(List.of(parcel)).orThrow());
            assertThat(workshop.onHand(mug)).isEqualTo(9);
            assertThat(workshop.order(order.id()).lines().get(0).handedOver()).isEqualTo(1);
        }
    }

    @BothDatabases
    void the_queue_shows_express_first_and_goes_on_where_the_page_ended(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            List<FulfillmentId> bought = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                bought.add(workshop.work(workshop.buy(1, mug)).id());
            }

            QueuePage first = workshop.bench().queue(QueueQuery.open().size(2));
            QueuePage second = workshop.bench()
                    .queue(QueueQuery.open().size(2).after(first.next().orElseThrow()));

            List<FulfillmentId> shown = new ArrayList<>();
            first.works().forEach(it -> shown.add(it.id()));
            second.works().forEach(it -> shown.add(it.id()));
            assertThat(shown).containsExactlyInAnyOrderElementsOf(bought);
            assertThat(second.next()).isEmpty();
            assertThat(first.works().get(0).units()).isEqualTo(1);
            assertThat(workshop.bench().count(List.of(WorkState.RELEASED, WorkState.PACKED)))
                    .containsEntry(WorkState.RELEASED, 3)
                    .containsEntry(WorkState.PACKED, 0);
        }
    }

    @BothDatabases
    void the_bench_is_for_packers_only(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            FulfillmentId id = workshop.work(order).id();
            Fulfillment support =
                    workshop.shop.shop(Actor.staff("sue", Role.SUPPORT)).fulfillment();

            assertThatThrownBy(() -> support.claim(id)).hasMessageContaining("FULFILMENT");
            assertThatThrownBy(() -> workshop.buyer().fulfillment().queue()).isInstanceOf(CommerceException.class);
        }
    }
}
