package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import io.tradewind.commerce.testing.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

class TrackingTest {
    private static final Instant NOON = TestShop.START.plus(Duration.ofHours(3));

    @BothDatabases(fresh = true)
    void news_may_come_late_doubled_and_in_any_order(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(2, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.send(order);

            assertThat(workshop.scanned(parcel, "e3", TrackingStatus.OUT_FOR_DELIVERY, NOON.plusSeconds(30)))
                    .isTrue();
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.OUT_FOR_DELIVERY);
            workshop.scanned(parcel, "e1", TrackingStatus.IN_TRANSIT, NOON.plusSeconds(10));
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.OUT_FOR_DELIVERY);
            workshop.scanned(parcel, "e4", TrackingStatus.DELIVERED, NOON.plusSeconds(40));
            workshop.scanned(parcel, "e4", TrackingStatus.DELIVERED, NOON.plusSeconds(40));
            workshop.scanned(parcel, "e5", TrackingStatus.DELIVERED, NOON.plusSeconds(50));
            workshop.scanned(parcel, "e2", TrackingStatus.ATTEMPT_FAILED, NOON.plusSeconds(20));

            Order delivered = workshop.order(order.id());
            assertThat(delivered.lines().get(0).delivered()).isEqualTo(2);
            assertThat(delivered.state()).isEqualTo(OrderState.COMPLETED);
            ParcelTracking shown = workshop.buyer().parcels().of(order.id()).get(0);
            assertThat(shown.state()).isEqualTo(ParcelState.DELIVERED);
            assertThat(shown.deliveredAt()).contains(NOON.plusSeconds(40));
            assertThat(shown.steps()).extracting(TrackingStep::id).containsExactly("e5", "e4", "e3", "e2", "e1");
            workshop.checkInvariants();
        }
    }

    @BothDatabases(fresh = true)
    void a_scan_of_the_carrier_counts_as_hand_over(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.pack(order);

            workshop.scanned(parcel, "e0", TrackingStatus.ANNOUNCED, NOON);
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.LABELLED);
            workshop.scanned(parcel, "e1", TrackingStatus.IN_TRANSIT, NOON.plusSeconds(60));

            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.IN_TRANSIT);
            assertThat(workshop.work(order).state()).isEqualTo(WorkState.HANDED_OVER);
            assertThat(workshop.order(order.id()).lines().get(0).handedOver()).isEqualTo(1);
            workshop.checkInvariants();
        }
    }

    @BothDatabases
    void where_no_webhook_comes_the_carrier_is_asked(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            Parcel parcel = workshop.send(order);
            workshop.carrier.happened(new TrackingEvent(
                    parcel.trackingNumber(), "e1", TrackingStatus.DELIVERED, TrackingReason.NONE, NOON, "Berlin"));
            workshop.shop.runJobs();
            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.PLACED);

            workshop.shop.clock().pass(Duration.ofHours(3));
            workshop.shop.runJobs();

            assertThat(workshop.order(order.id()).state()).isEqualTo(OrderState.COMPLETED);
        }
    }

    @BothDatabases
    void a_lost_parcel_is_found_by_a_later_scan(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Parcel parcel = workshop.send(workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10)));

            workshop.bench().markLost(parcel.id(), "carrier gives up").orThrow();
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.LOST);
            workshop.scanned(parcel, "e9", TrackingStatus.HANDED_OVER, NOON.plusSeconds(600));

            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.IN_TRANSIT);
        }
    }

    @BothDatabases
    void an_unknown_number_is_not_taken(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Parcel parcel = workshop.send(workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10)));
            Tracker tracker = workshop.shop.part(Tracker.class);
            TrackingEvent stranger =
                    new TrackingEvent("NOBODY", "e1", TrackingStatus.DELIVERED, TrackingReason.NONE, NOON, "");

            assertThat(tracker.apply("parcel", new Notice<>("e1", NOON, stranger)))
                    .isFalse();
            assertThat(workshop.parcel(parcel.id()).state()).isEqualTo(ParcelState.HANDED_OVER);
        }
    }

    @BothDatabases
    void parcels_are_followed_by_their_owner_and_by_the_signed_link_and_by_nobody_else(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Order order = workshop.buy(1, workshop.sell("MUG", "EUR 12.50", 10));
            workshop.send(order);
            String token = workshop.buyer().orders().token(order.id());
            Parcels stranger =
                    workshop.shop.shop(Actor.guest("cookie-of-another")).parcels();

            assertThat(workshop.buyer().parcels().of(order.id())).hasSize(1);
            assertThatThrownBy(() -> stranger.of(order.id())).isInstanceOf(CommerceException.class);
            assertThat(stranger.track(token).orElseThrow()).hasSize(1);
            assertThat(stranger.track(token.substring(1) + "A")).isEmpty();
            assertThat(stranger.track("nonsense")).isEqualTo(Optional.<List<ParcelTracking>>empty());
        }
    }
}
