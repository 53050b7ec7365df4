package io.tradewind.commerce.shipping.sandbox;

import static io.tradewind.commerce.shipping.sandbox.Shipper.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.Tracking;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SandboxTrackingTest {
    private final Shipper shipper = new Shipper(Map.of("progress", "clock", "webhookSecret", "new-secret old-secret"));
    private final Tracking tracking = shipper.carrier.tracking().orElseThrow();
    private final Shipment shipment = shipper.book(id(1), "10115").orThrow();
    private final String number = shipment.trackingNumbers().get(0);
    private final Instant now = shipper.now();

    private List<TrackingEvent> track() {
        return tracking.track(shipment.ref(), number, shipper.now()).orThrow();
    }

    @Test
    void the_clock_moves_a_parcel_to_its_door_with_the_same_events_each_time() {
        assertThat(track()).extracting(TrackingEvent::status).containsExactly(TrackingStatus.ANNOUNCED);
        shipper.context.clock().pass(Duration.ofHours(7));
        List<TrackingEvent> under = track();
        assertThat(under)
                .extracting(TrackingEvent::status)
                .containsExactly(TrackingStatus.ANNOUNCED, TrackingStatus.HANDED_OVER, TrackingStatus.IN_TRANSIT);
        shipper.context.clock().pass(Duration.ofDays(1));
        assertThat(track())
                .startsWith(under.toArray(TrackingEvent[]::new))
                .extracting(TrackingEvent::status)
                .endsWith(TrackingStatus.OUT_FOR_DELIVERY, TrackingStatus.DELIVERED);
    }

    @Test
    void without_the_clock_only_what_is_pushed_happens() {
        Shipper pushing = new Shipper(Map.of());
        Shipment booked = pushing.book(id(1), "10115").orThrow();
        String parcel = booked.trackingNumbers().get(0);
        pushing.context.clock().pass(Duration.ofDays(3));
        TrackingEvent failed =
                pushing.book.push(parcel, TrackingStatus.ATTEMPT_FAILED, TrackingReason.NOBODY_THERE, pushing.now());
        pushing.book.push(parcel, TrackingStatus.DELIVERED, pushing.now());
        assertThat(pushing.carrier
                        .tracking()
                        .orElseThrow()
                        .track(booked.ref(), parcel, pushing.now())
                        .orThrow())
                .hasSize(3)
                .contains(failed);
    }

    @Test
    void a_cancelled_parcel_goes_nowhere_and_an_unknown_one_is_not_found() {
        assertThat(shipper.booking.cancel(shipper.call(id(2)), shipment.ref())).isInstanceOf(Answer.Done.class);
        shipper.context.clock().pass(Duration.ofDays(1));
        assertThat(track())
                .extracting(TrackingEvent::status)
                .containsExactly(TrackingStatus.ANNOUNCED, TrackingStatus.CANCELLED);
        assertThat(tracking.track(shipment.ref(), "SX0", shipper.now())).isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void a_webhook_brings_every_event_of_its_batch_with_its_id() {
        TrackingEvent one = shipper.book.push(number, TrackingStatus.OUT_FOR_DELIVERY, now);
        TrackingEvent two = shipper.book.push(number, TrackingStatus.DELIVERED, now.plusSeconds(60));
        var envelope = SandboxTrackingWebhooks.envelope("test-account", "old-secret", now, List.of(two, one));
        var accepted = (WebhookOutcome.Accepted<TrackingEvent>) tracking.receive(envelope);
        assertThat(accepted.notices()).extracting(WebhookOutcome.Notice::fact).containsExactly(two, one);
        assertThat(accepted.notices())
                .extracting(WebhookOutcome.Notice::eventId)
                .containsExactly(two.eventId(), one.eventId());
    }

    @Test
    void an_unknown_status_is_kept_as_unknown() {
        byte[] body = text().replace("status=DELIVERED", "status=ON_A_BOAT").getBytes(StandardCharsets.UTF_8);
        var accepted = (WebhookOutcome.Accepted<TrackingEvent>)
                tracking.receive(SandboxTrackingWebhooks.signed("new-secret", now, body));
        assertThat(accepted.notices().get(0).fact().status()).isEqualTo(TrackingStatus.UNKNOWN);
    }

    @Test
    void forged_stale_foreign_and_live_webhooks_are_refused() {
        byte[] body = text().getBytes(StandardCharsets.UTF_8);
        assertRefused(SandboxTrackingWebhooks.signed("wrong", now, body), Refusal.BAD_SIGNATURE);
        assertRefused(new WebhookEnvelope("POST", "/", "", Map.of(), body, now), Refusal.BAD_SIGNATURE);
        WebhookEnvelope old = SandboxTrackingWebhooks.signed("new-secret", now.minusSeconds(301), body);
        assertRefused(new WebhookEnvelope("POST", "/", "", old.headers(), body, now), Refusal.STALE);
        assertRefused(signed(text().replace("test-account", "other")), Refusal.OTHER_ACCOUNT);
        assertRefused(signed(text().replace("mode=test", "mode=live")), Refusal.WRONG_MODE);
        assertRefused(signed(text().replace("reason=NONE", "reason=WHY")), Refusal.MALFORMED);
        assertThat(tracking.receive(signed(text().replace("type=tracking", "type=invoice"))))
                .isInstanceOf(WebhookOutcome.Ignored.class);
    }

    @Test
    void corrupted_bodies_cause_no_exception() {
        Random random = new Random(13);
        byte[] good = text().getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            WebhookOutcome<TrackingEvent> outcome =
                    tracking.receive(SandboxTrackingWebhooks.signed("new-secret", now, bad));
            refused += outcome instanceof WebhookOutcome.Refused<TrackingEvent> ? 1 : 0;
        }
        assertThat(refused).as("of 300; the others broke a text").isGreaterThan(150);
    }

    private WebhookEnvelope signed(String body) {
        return SandboxTrackingWebhooks.signed("new-secret", now, body.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        TrackingEvent event =
                new TrackingEvent(number, number + "-1", TrackingStatus.DELIVERED, TrackingReason.NONE, now, "Berlin");
        return new String(SandboxTrackingWebhooks.body("test-account", List.of(event)), StandardCharsets.UTF_8);
    }

    private void assertRefused(WebhookEnvelope envelope, Refusal why) {
        assertThat(tracking.receive(envelope)).isEqualTo(new WebhookOutcome.Refused<TrackingEvent>(why));
    }
}
