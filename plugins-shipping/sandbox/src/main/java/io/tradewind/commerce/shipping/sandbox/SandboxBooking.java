package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook.Booked;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Document;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Sells labels: once per operation, at the quoted price. Safe for use by many threads. */
final class SandboxBooking implements Booking {
    private static final Set<LabelFormat> FORMATS = Set.of(LabelFormat.PDF_A6, LabelFormat.ZPL_203);

    private final Clock clock;
    private final SandboxCarrierBook book;
    private final Faults faults;
    private final Fault fault;

    SandboxBooking(Clock clock, SandboxCarrierBook book, Faults faults, Fault fault) {
        this.clock = clock;
        this.book = book;
        this.faults = faults;
        this.fault = fault;
    }

    @Override
    public Answer<Shipment> book(BookRequest request) {
        Fault wanted = Fault.ofPostcode(request.to().postcode()).orElse(fault);
        return faults.answer(site(request.call(), wanted), () -> sell(request, false), SandboxBooking::spoiled);
    }

    @Override
    public Answer<Shipment> bookReturn(BookRequest request) {
        Fault wanted = Fault.ofPostcode(request.from().postcode()).orElse(fault);
        return faults.answer(site(request.call(), wanted), () -> sell(request, true), SandboxBooking::spoiled);
    }

    private static Faults.Site site(Call call, Fault wanted) {
        return new Faults.Site(CarrierCall.BOOK, Optional.of(call.id()), call.deadline(), wanted);
    }

    private Answer<Shipment> sell(BookRequest request, boolean toShop) {
        synchronized (book) {
            Optional<Booked> known = book.shipment(request.call().id());
            if (known.isPresent()) {
                return same(known.get(), request, toShop)
                        ? new Answer.Done<>(known.get().shipment())
                        : new Answer.Rejected<>(RejectCode.KEY_REUSED, "the operation id was used for another request");
            }
            Optional<Offer> offer = Offer.read(request.quote());
            if (offer.isEmpty()) {
                return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such quote");
            }
            Optional<Answer<Shipment>> refusal = refusal(request, offer.get(), toShop);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Shipment shipment = shipment(request, offer.get());
            book.add(new Booked(request.call().id(), request, shipment, toShop, clock.instant(), Optional.empty()));
            return new Answer.Done<>(shipment);
        }
    }

    private static boolean same(Booked known, BookRequest request, boolean toShop) {
        BookRequest first = known.request();
        return known.toShop() == toShop
                && first.quote().equals(request.quote())
                && first.from().equals(request.from())
                && first.to().equals(request.to())
                && first.parcels().equals(request.parcels())
                && first.note().equals(request.note());
    }

    private Optional<Answer<Shipment>> refusal(BookRequest request, Offer offer, boolean toShop) {
        if (offer.validUntil().isBefore(clock.instant())) {
            return refused("quote-expired", "the quote was honoured until " + offer.validUntil());
        }
        String country = toShop ? request.from().country() : request.to().country();
        if (!offer.country().equals(country)) {
            return refused("other-destination", "the quote was for " + offer.country());
        }
        if (request.parcels().size() > SandboxCarrier.MOST_PARCELS) {
            return refused("too-many-parcels", "at most " + SandboxCarrier.MOST_PARCELS + " at once");
        }
        if (request.parcels().stream().anyMatch(it -> it.grams() > SandboxCarrier.HEAVIEST)) {
            return refused("too-heavy", "at most " + SandboxCarrier.HEAVIEST + " g each");
        }
        return FORMATS.contains(request.format()) ? Optional.empty() : refused("label-format", "labels are " + FORMATS);
    }

    private static Optional<Answer<Shipment>> refused(String code, String why) {
        return Optional.of(new Answer.Refused<>(code, why));
    }

    private static Shipment shipment(BookRequest request, Offer offer) {
        List<String> numbers = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < request.parcels().size(); i++) {
            numbers.add(Labels.trackingNumber(request.call().id(), i));
            labels.add(Labels.print(request, i, offer.service(), request.format()));
        }
        ProviderRef ref = new ProviderRef("shp-" + request.call().id());
        return new Shipment(ref, numbers, offer.price(), labels, offer.promise());
    }

    /** A web page where the label should be. */
    private static Answer<Shipment> spoiled(Answer<Shipment> truth) {
        if (!(truth instanceof Answer.Done<Shipment> done)) {
            return truth;
        }
        Shipment it = done.value();
        Label page = new Label(LabelFormat.PDF_A6, "<html>Bad Gateway</html>".getBytes(StandardCharsets.UTF_8));
        return new Answer.Done<>(new Shipment(it.ref(), it.trackingNumbers(), it.price(), List.of(page), it.promise()));
    }

    @Override
    public Answer<Shipment> query(OperationId booking, Optional<ProviderRef> ref, Instant deadline) {
        Faults.Site site = Faults.Site.reading(CarrierCall.QUERY, deadline);
        return faults.answer(site, () -> known(booking, ref), UnaryOperator.identity());
    }

    private Answer<Shipment> known(OperationId booking, Optional<ProviderRef> ref) {
        return book.shipment(booking)
                .or(() -> ref.flatMap(book::find))
                .<Answer<Shipment>>map(it -> new Answer.Done<>(it.shipment()))
                .orElseGet(() -> new Answer.Refused<>(NOT_FOUND, "no such booking"));
    }

    @Override
    public Answer<Cancelled> cancel(Call call, ProviderRef shipment) {
        Faults.Site site = new Faults.Site(CarrierCall.CANCEL, Optional.of(call.id()), call.deadline(), Fault.NONE);
        return faults.answer(site, () -> cancelled(shipment), UnaryOperator.identity());
    }

    private Answer<Cancelled> cancelled(ProviderRef shipment) {
        synchronized (book) {
            Optional<Booked> known = book.find(shipment);
            if (known.isEmpty()) {
                return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such shipment");
            }
            Booked booked = known.get();
            if (booked.cancelledAt().isPresent()) {
                return new Answer.Done<>(new Cancelled(booked.cancelledAt().get()));
            }
            boolean onItsWay = booked.shipment().trackingNumbers().stream()
                    .flatMap(it -> book.pushed(it).stream())
                    .anyMatch(it -> it.status() != TrackingStatus.ANNOUNCED);
            if (onItsWay) {
                return new Answer.Refused<>("too-late", "the parcel was handed over");
            }
            Instant now = clock.instant();
            book.cancel(booked, now);
            return new Answer.Done<>(new Cancelled(now));
        }
    }

    @Override
    public Answer<Label> label(ProviderRef shipment, LabelFormat format, Instant deadline) {
        Faults.Site site = Faults.Site.reading(CarrierCall.LABEL, deadline);
        return faults.answer(site, () -> reprint(shipment, format), UnaryOperator.identity());
    }

    private Answer<Label> reprint(ProviderRef shipment, LabelFormat format) {
        Optional<Booked> booked =
                book.find(shipment).filter(it -> it.cancelledAt().isEmpty());
        if (booked.isEmpty()) {
            return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such shipment");
        }
        if (!FORMATS.contains(format)) {
            return new Answer.Refused<>("label-format", "labels are " + FORMATS);
        }
        BookRequest request = booked.get().request();
        String service = Offer.read(request.quote()).orElseThrow().service();
        return new Answer.Done<>(Labels.print(request, 0, service, format));
    }

    @Override
    public Answer<Document> manifest(Call call, List<ProviderRef> shipments) {
        Faults.Site site = new Faults.Site(CarrierCall.MANIFEST, Optional.of(call.id()), call.deadline(), Fault.NONE);
        return faults.answer(site, () -> closed(call, shipments), UnaryOperator.identity());
    }

    private Answer<Document> closed(Call call, List<ProviderRef> shipments) {
        if (!shipments.stream().allMatch(it -> book.find(it).isPresent())) {
            return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such shipment");
        }
        book.manifest(call.id());
        return new Answer.Done<>(new Document("manifest.pdf", "application/pdf", Labels.manifest(shipments)));
    }
}
