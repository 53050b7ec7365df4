package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.warehouse.PickRequest;
import io.tradewind.commerce.spi.warehouse.WarehouseFact;
import io.tradewind.commerce.store.StorePolicy.ShortUnits;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.FakeWarehouse;
import io.tradewind.commerce.testing.FakeWarehouse.Mood;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.Money;

/** A warehouse of somebody else's does the work, and tells of it in its own way. */
class OutsideWarehouseTest {
    private final FakeWarehouse hub = new FakeWarehouse();

    private Workshop open(DataSource database) {
        return Workshop.on(
                database,
                builder -> builder.plugins(it -> it.add(hub)
                        .warehouse("hub", FakeWarehouse.CODE, link -> link.longestCall(Duration.ofSeconds(2)))),
                store -> store.shortUnits(ShortUnits.CANCEL));
    }

    private int told(Workshop workshop, String eventId, WarehouseFact fact) {
        int status = workshop.shop
                .commerce()
                .webhooks()
                .receive("hub", hub.webhook(eventId, fact, workshop.shop.clock().instant()))
                .status();
        workshop.shop.runJobs();
        return status;
    }

    private static WarehouseFact.Shipped shipped(ProviderRef ref, String number, UUID line, int units) {
        return new WarehouseFact.Shipped(ref, "their carrier", number, Map.of(line.toString(), units));
    }

    private static void later(Workshop workshop) {
        for (int i = 0; i < 4; i++) {
            workshop.shop.clock().pass(Duration.ofMinutes(30));
            workshop.shop.runJobs();
        }
    }

    @BothDatabases(fresh = true)
    void released_work_is_submitted_again_under_its_id_until_an_answer_came(DataSource database) {
        try (Workshop workshop = open(database)) {
            hub.next(Mood.NOT_SENT, Mood.LOSE_ANSWER, Mood.HANG);
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(2, mug);
            UUID work = workshop.work(order).id().value();
            later(workshop);

            assertThat(hub.told()).hasSize(4);
            assertThat(hub.told()).extracting(it -> it.call().id().value()).containsOnly(work);
            assertThat(hub.taken()).hasSize(1);
            PickRequest request = hub.taken().get(work);
            assertThat(request.orderNumber()).isEqualTo(order.number());
            assertThat(request.lines()).singleElement().satisfies(it -> {
                assertThat(it.sku()).isEqualTo("MUG");
                assertThat(it.quantity()).isEqualTo(2);
                assertThat(it.id()).isEqualTo(workshop.line(order, mug).toString());
            });
            later(workshop);
            assertThat(hub.told()).as("and then no more").hasSize(4);
        }
    }

    @BothDatabases(fresh = true)
    void packed_and_shipped_come_back_once_however_often_and_in_whatever_order(DataSource database) {
        try (Workshop workshop = open(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(3, mug);
            UUID line = workshop.line(order, mug);
            UUID work = workshop.work(order).id().value();
            ProviderRef ref = FakeWarehouse.ref(work);

            assertThat(told(workshop, "e2", shipped(ref, "TN-1", line, 2))).isEqualTo(200);
            assertThat(told(workshop, "e2", shipped(ref, "TN-1", line, 2))).isEqualTo(200);
            told(workshop, "e1", new WarehouseFact.Packed(ref, Map.of(line.toString(), 2), 900));
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.PARTLY_SHIPPED);
            assertThat(workshop.onHand(mug)).isEqualTo(8);
            workshop.checkInvariants();

            told(workshop, "e3", shipped(ref, "TN-2", line, 1));
            told(workshop, "e4", shipped(ref, "TN-3", line, 1));
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
            assertThat(workshop.onHand(mug)).isEqualTo(7);
            assertThat(workshop.staff().stock().level(mug).reserved()).isZero();
            List<Parcel> parcels = workshop.bench().parcels(order.id());
            assertThat(parcels).extracting(Parcel::trackingNumber).containsExactlyInAnyOrder("TN-1", "TN-2");
            assertThat(parcels).extracting(Parcel::state).containsOnly(ParcelState.HANDED_OVER);
            assertThat(workshop.bench().of(order.id()))
                    .extracting(FulfillmentOrder::state)
                    .containsOnly(WorkState.HANDED_OVER);
            assertThat(workshop.carrier.told()).as("no label of ours is bought").isEmpty();
            assertThat(hub.told()).hasSize(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void news_that_comes_before_the_answer_to_the_request_waits_for_it(DataSource database) {
        try (Workshop workshop = open(database)) {
            hub.next(Mood.LOSE_ANSWER);
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(1, mug);
            UUID work = workshop.work(order).id().value();

            told(workshop, "e1", shipped(FakeWarehouse.ref(work), "TN-1", workshop.line(order, mug), 1));
            later(workshop);

            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
            assertThat(workshop.onHand(mug)).isEqualTo(9);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void what_is_missing_there_is_cancelled_and_paid_back_by_policy_and_the_rest_ships(DataSource database) {
        try (Workshop workshop = open(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            Order order = workshop.buy(3, mug);
            UUID line = workshop.line(order, mug);
            ProviderRef ref = FakeWarehouse.ref(workshop.work(order).id().value());

            told(workshop, "e1", new WarehouseFact.Missing(ref, Map.of(line.toString(), 1), "not found"));
            told(workshop, "e1", new WarehouseFact.Missing(ref, Map.of(line.toString(), 1), "not found"));
            told(workshop, "e2", shipped(ref, "TN-1", line, 2));

            assertThat(workshop.till.holds())
                    .isEqualTo(order.total().minus(Money.parse("EUR 12.50")).getAmountMinorLong());
            assertThat(workshop.order(order.id()).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
            assertThat(workshop.onHand(mug)).isEqualTo(7);
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void cancelled_work_is_called_back_under_one_operation_until_an_answer_came(DataSource database) {
        try (Workshop workshop = open(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            UUID work = workshop.work(order).id().value();
            hub.next(Mood.NOT_SENT, Mood.LOSE_ANSWER);

            workshop.staff().orders().cancel(order.id(), "changed her mind").orThrow();
            later(workshop);

            assertThat(hub.cancelled()).contains(FakeWarehouse.ref(work).value());
            assertThat(hub.cancelCalls()).hasSize(3);
            assertThat(hub.cancelCalls())
                    .extracting(Call::id)
                    .containsOnly(hub.cancelCalls().get(0).id());
            assertThat(workshop.till.holds()).isZero();
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void work_that_is_cancelled_while_its_submission_is_unknown_is_looked_up_and_called_back(DataSource database) {
        try (Workshop workshop = open(database)) {
            hub.next(Mood.LOSE_ANSWER);
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            UUID work = workshop.work(order).id().value();
            assertThat(hub.taken()).hasSize(1);

            workshop.staff().orders().cancel(order.id(), "changed her mind").orThrow();
            later(workshop);

            assertThat(hub.cancelled()).containsExactly(FakeWarehouse.ref(work).value());
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_refusal_holds_the_order_for_staff_whether_it_is_an_answer_or_comes_later(DataSource database) {
        try (Workshop workshop = open(database)) {
            Sku mug = workshop.sell("MUG", "EUR 12.50", 10);
            hub.next(Mood.REFUSE);
            Order first = workshop.buy(1, mug);
            Order second = workshop.buy(1, mug);
            told(
                    workshop,
                    "e1",
                    new WarehouseFact.Refused(
                            FakeWarehouse.ref(workshop.work(second).id().value()), "it is broken"));

            for (Order order : List.of(first, second)) {
                assertThat(workshop.order(order.id()).holds()).singleElement().satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(HoldKind.STAFF);
                    assertThat(it.reason()).contains("the warehouse refuses");
                });
                assertThat(workshop.work(order).state()).isEqualTo(WorkState.WAITING);
                assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.PLACED);
            }
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void news_of_what_we_never_asked_for_changes_nothing_and_what_is_not_news_is_not_taken(DataSource database) {
        try (Workshop workshop = open(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            UUID line = workshop.line(order, Sku.of("MUG"));

            told(workshop, "e1", shipped(new ProviderRef("pick-of-somebody-else"), "TN-1", line, 1));
            told(
                    workshop,
                    "e2",
                    new WarehouseFact.Shipped(
                            FakeWarehouse.ref(workshop.work(order).id().value()),
                            "their carrier",
                            "TN-2",
                            Map.of("no line of ours", 1, UUID.randomUUID().toString(), 3)));
            assertThat(workshop.order(order.id()).fulfilment()).isNotEqualTo(FulfilmentStatus.SHIPPED);
            assertThat(workshop.bench().parcels(order.id())).isEmpty();
            workshop.checkInvariants();
        }
    }
}
