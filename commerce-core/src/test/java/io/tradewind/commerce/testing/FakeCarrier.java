package io.tradewind.commerce.testing;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.Tracking;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A carrier ({@code fake-carrier}) that keeps a book of the shipments it really sold, and can be told how to answer the
 * next bookings. Safe for many threads.
 */
public final class FakeCarrier implements CommercePlugin {
    public static final String CODE = "fake-carrier";

    /** How it answers a booking. */
    public enum Mood {
        SELL,
        /** It sells, and the answer is lost. */
        LOSE_ANSWER,
        /** The request is lost, which nobody can tell from the former. */
        LOSE_REQUEST,
        REFUSE,
        NOT_SENT
    }

    private final Map<UUID, Shipment> sold = new LinkedHashMap<>();
    private final List<BookRequest> told = new ArrayList<>();
    private final List<ProviderRef> cancelled = new ArrayList<>();
    private final List<Call> cancelCalls = new ArrayList<>();
    private final Deque<Answer<Cancelled>> cancelAnswers = new ArrayDeque<>();
    private final Map<String, List<TrackingEvent>> journeys = new LinkedHashMap<>();
    private final Deque<Mood> moods = new ArrayDeque<>();
    private String price = "EUR 4.90";

    /** The next bookings are answered like that, in this order; then it sells again. */
    public synchronized FakeCarrier next(Mood... coming) {
        moods.addAll(List.of(coming));
        return this;
    }

    /** What a label costs from now on. */
    public synchronized void costs(String money) {
        price = money;
    }

    /** Shipments that exist, by the operation that bought them. */
    public synchronized Map<UUID, Shipment> sold() {
        return Map.copyOf(sold);
    }

    /** Every booking it was told of, those it lost or refused included. */
    public synchronized List<BookRequest> told() {
        return List.copyOf(told);
    }

    /** Shipments that were given back. */
    public synchronized List<ProviderRef> cancelled() {
        return List.copyOf(cancelled);
    }

    /** Every wish to give a shipment back, those it did not answer included. */
    public synchronized List<Call> cancelCalls() {
        return List.copyOf(cancelCalls);
    }

    /** The next wishes to give a shipment back are answered like that; then it takes them back. */
    public synchronized void nextCancel(List<Answer<Cancelled>> coming) {
        cancelAnswers.addAll(coming);
    }

    /** What it says when it is asked where that parcel is. */
    public synchronized void happened(TrackingEvent event) {
        journeys.computeIfAbsent(event.trackingNumber(), it -> new ArrayList<>())
                .add(event);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("fake-carrier", "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        return List.of(ProviderFactory.of(CODE, List.of(), context -> new Fake()));
    }

    private synchronized Answer<Shipment> book(BookRequest request) {
        told.add(request);
        Mood mood = moods.isEmpty() ? Mood.SELL : moods.poll();
        return switch (mood) {
            case SELL -> new Answer.Done<>(sell(request));
            case LOSE_ANSWER -> {
                sell(request);
                yield new Answer.Unknown<>(Optional.empty(), "the line broke");
            }
            case LOSE_REQUEST -> new Answer.Unknown<>(Optional.empty(), "the line broke");
            case REFUSE -> new Answer.Refused<>("quote-expired", "the offer is no longer valid");
            case NOT_SENT -> new Answer.NotSent<>("no route to host");
        };
    }

    private Shipment sell(BookRequest request) {
        return sold.computeIfAbsent(request.call().id().value(), id -> {
            String number = "FC" + id.toString().replace("-", "").substring(12);
            return new Shipment(
                    new ProviderRef("ship-" + id),
                    List.of(number),
                    Money.parse(price),
                    List.of(label(number)),
                    promise(request.call().deadline()));
        });
    }

    private static Label label(String number) {
        return new Label(LabelFormat.PDF_A6, ("%PDF-1.4 " + number).getBytes(StandardCharsets.US_ASCII));
    }

    private static DeliveryPromise promise(Instant handover) {
        return new DeliveryPromise(
                handover.plus(Duration.ofHours(12)),
                handover.plus(Duration.ofDays(2)),
                ZoneId.of("Europe/Berlin"),
                Confidence.CARRIER_ESTIMATE);
    }

    private final class Fake implements Carrier, Booking, Tracking {
        @Override
        public CarrierProfile profile() {
            return new CarrierProfile(Set.of("standard"), Set.of(), 30_000, 1_200, 1, Set.of(LabelFormat.PDF_A6));
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            synchronized (FakeCarrier.this) {
                return new Answer.Done<>(List.of(new Quote(
                        new ProviderRef("offer-" + price.replace(' ', '-')),
                        "standard",
                        Money.parse(price),
                        promise(request.handover()),
                        request.deadline().plus(Duration.ofDays(2)))));
            }
        }

        @Override
        public Optional<Booking> booking() {
            return Optional.of(this);
        }

        @Override
        public Optional<Tracking> tracking() {
            return Optional.of(this);
        }

        @Override
        public Answer<Shipment> book(BookRequest request) {
            return FakeCarrier.this.book(request);
        }

        @Override
        public Answer<Shipment> bookReturn(BookRequest request) {
            return FakeCarrier.this.book(request);
        }

        @Override
        public Answer<Shipment> query(OperationId booking, Optional<ProviderRef> ref, Instant deadline) {
            synchronized (FakeCarrier.this) {
                Shipment shipment = sold.get(booking.value());
                return shipment == null
                        ? new Answer.Refused<>(Booking.NOT_FOUND, "no such booking")
                        : new Answer.Done<>(shipment);
            }
        }

        @Override
        public Answer<Cancelled> cancel(Call call, ProviderRef shipment) {
            synchronized (FakeCarrier.this) {
                cancelCalls.add(call);
                Answer<Cancelled> told = cancelAnswers.poll();
                if (told != null) {
                    return told;
                }
                cancelled.add(shipment);
                return new Answer.Done<>(new Cancelled(call.deadline()));
            }
        }

        @Override
        public Answer<Label> label(ProviderRef shipment, LabelFormat format, Instant deadline) {
            return new Answer.Done<>(FakeCarrier.label(shipment.value()));
        }

        @Override
        public Answer<List<TrackingEvent>> track(ProviderRef shipment, String trackingNumber, Instant deadline) {
            synchronized (FakeCarrier.this) {
                return new Answer.Done<>(List.copyOf(journeys.getOrDefault(trackingNumber, List.of())));
            }
        }
    }
}
