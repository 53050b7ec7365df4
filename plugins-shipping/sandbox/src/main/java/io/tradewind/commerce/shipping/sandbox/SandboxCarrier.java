package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.Pickup;
import io.tradewind.commerce.spi.shipping.PickupRequest;
import io.tradewind.commerce.spi.shipping.Pickups;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Tracking;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Quotes two services and lends the other roles. Safe for use by many threads. */
final class SandboxCarrier implements Carrier {
    static final int MOST_PARCELS = 5;
    static final int HEAVIEST = 31_500;
    private static final int LONGEST_MM = 1200;

    /** Prices in minor units, so that they are reasonable in yen and in euros. */
    private static final int EXPRESS = 990;

    private static final int STANDARD = 490;
    private static final int EACH_KILOGRAM = 50;

    private final Clock clock;
    private final Faults faults;
    private final Fault fault;
    private final Set<String> countries;
    private final ZoneId zone;
    private final Duration validFor;
    private final SandboxCarrierBook book;
    private final Booking booking;
    private final Tracking tracking;

    SandboxCarrier(ProviderContext context, SandboxCarrierBook book) {
        Settings settings = context.settings();
        this.clock = context.clock();
        this.book = book;
        this.faults = new Faults(book, clock, settings.duration("hangBeyond"));
        this.fault = Fault.of(settings.text("fault"));
        this.zone = zone(settings);
        this.validFor = settings.duration("validFor");
        this.countries = settings.find("countries")
                .map(it -> Arrays.stream(it.split(",", -1)).map(String::strip).collect(Collectors.toSet()))
                .orElse(Set.of());
        this.booking = new SandboxBooking(clock, book, faults, fault);
        this.tracking = new SandboxTracking(context, book, faults);
    }

    private static ZoneId zone(Settings settings) {
        try {
            return ZoneId.of(settings.text("zone"));
        } catch (DateTimeException unknown) {
            throw new ConfigurationException("zone", "is not a time zone", "write it as Europe/Berlin");
        }
    }

    @Override
    public CarrierProfile profile() {
        return new CarrierProfile(
                Set.of("express", "standard"),
                countries,
                HEAVIEST,
                LONGEST_MM,
                MOST_PARCELS,
                Set.of(LabelFormat.PDF_A6, LabelFormat.ZPL_203));
    }

    @Override
    public Health health(Instant deadline) {
        return Health.up(Duration.ZERO);
    }

    @Override
    public Answer<List<Quote>> quote(QuoteRequest request) {
        Faults.Site site = Faults.Site.reading(CarrierCall.QUOTE, request.deadline());
        return faults.answer(site, () -> offers(request), SandboxCarrier::spoiled);
    }

    private Answer<List<Quote>> offers(QuoteRequest request) {
        if (!countries.isEmpty() && !countries.contains(request.to().country())) {
            return new Answer.Done<>(List.of());
        }
        if (request.parcels().size() > MOST_PARCELS) {
            return new Answer.Refused<>("too-many-parcels", "at most " + MOST_PARCELS + " at once");
        }
        if (request.parcels().stream().anyMatch(it -> it.grams() > HEAVIEST)) {
            return new Answer.Refused<>("too-heavy", "at most " + HEAVIEST + " g each");
        }
        LocalDate day = request.handover().atZone(zone).toLocalDate();
        LocalDate first = nextDeliveryDay(day);
        DeliveryPromise express = promise(first, LocalTime.of(8, 0), first, LocalTime.NOON, Confidence.GUARANTEED);
        DeliveryPromise standard = promise(
                first, LocalTime.of(8, 0), nextDeliveryDay(first), LocalTime.of(20, 0), Confidence.CARRIER_ESTIMATE);
        return new Answer.Done<>(
                List.of(offer("express", EXPRESS, express, request), offer("standard", STANDARD, standard, request)));
    }

    private Quote offer(String service, int base, DeliveryPromise promise, QuoteRequest request) {
        Instant validUntil = clock.instant().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        Money price = price(base, request.parcels(), request.currency());
        return new Offer(service, request.to().country(), price, promise, validUntil).quote();
    }

    private static Money price(int base, List<Parcel> parcels, CurrencyUnit currency) {
        long minor = 0;
        for (Parcel parcel : parcels) {
            int kilograms = (parcel.grams() + 999) / 1000;
            minor += base + (long) (kilograms - 1) * EACH_KILOGRAM;
        }
        return Money.ofMinor(currency, minor);
    }

    private DeliveryPromise promise(
            LocalDate first, LocalTime from, LocalDate last, LocalTime until, Confidence confidence) {
        return new DeliveryPromise(
                first.atTime(from).atZone(zone).toInstant(),
                last.atTime(until).atZone(zone).toInstant(),
                zone,
                confidence);
    }

    private static LocalDate nextDeliveryDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        return next.getDayOfWeek() == DayOfWeek.SUNDAY ? next.plusDays(1) : next;
    }

    /** A price below zero. */
    private static Answer<List<Quote>> spoiled(Answer<List<Quote>> truth) {
        if (!(truth instanceof Answer.Done<List<Quote>> done)) {
            return truth;
        }
        return new Answer.Done<>(done.value().stream()
                .map(it -> new Quote(it.ref(), it.service(), it.price().negated(), it.promise(), it.validUntil()))
                .toList());
    }

    @Override
    public Optional<Booking> booking() {
        return Optional.of(booking);
    }

    @Override
    public Optional<Tracking> tracking() {
        return Optional.of(tracking);
    }

    @Override
    public Optional<Pickups> pickups() {
        return Optional.of(new Pickups() {
            @Override
            public Answer<Pickup> schedule(PickupRequest request) {
                return faults.answer(
                        site(CarrierCall.PICKUP, request.call()), () -> ordered(request), UnaryOperator.identity());
            }

            @Override
            public Answer<Cancelled> cancel(Call call, ProviderRef pickup) {
                return faults.answer(site(CarrierCall.CANCEL, call), () -> notComing(pickup), UnaryOperator.identity());
            }
        });
    }

    private Faults.Site site(CarrierCall kind, Call call) {
        return new Faults.Site(kind, Optional.of(call.id()), call.deadline(), fault);
    }

    private Answer<Pickup> ordered(PickupRequest request) {
        ProviderRef ref = new ProviderRef("pickup-" + request.call().id());
        Pickup pickup = new Pickup(ref, request.earliest(), request.latest(), "Gate 3");
        return new Answer.Done<>(book.pickup(request.call().id(), pickup));
    }

    private Answer<Cancelled> notComing(ProviderRef pickup) {
        return book.cancelPickup(pickup)
                ? new Answer.Done<>(new Cancelled(clock.instant()))
                : new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such pickup");
    }
}
