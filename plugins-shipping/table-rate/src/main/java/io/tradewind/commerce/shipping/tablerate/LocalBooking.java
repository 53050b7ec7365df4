package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.shipping.label.LabelSheet;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes labels by itself: nothing is bought and nothing kept. A booking follows from its request alone, so the same
 * operation always gives the same tracking numbers and the same bytes, however often it is sent.
 */
final class LocalBooking implements Booking {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
    private static final int LENGTH = 16;

    private final Clock clock;
    private final String service;

    LocalBooking(Clock clock, String service) {
        this.clock = clock;
        this.service = service;
    }

    @Override
    public Answer<Shipment> book(BookRequest request) {
        return book(request, request.to().country(), service);
    }

    @Override
    public Answer<Shipment> bookReturn(BookRequest request) {
        return book(request, request.from().country(), "return");
    }

    private Answer<Shipment> book(BookRequest request, String buyerCountry, String printed) {
        Optional<Offer> known = Offer.read(request.quote());
        if (known.isEmpty()) {
            return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no such quote");
        }
        Offer offer = known.get();
        if (offer.validUntil().isBefore(clock.instant())) {
            return new Answer.Refused<>("quote-expired", "the quote was honoured until " + offer.validUntil());
        }
        if (!offer.country().equals(buyerCountry)) {
            return new Answer.Refused<>("other-destination", "the quote was for " + offer.country());
        }
        if (request.format() != LabelFormat.PDF_A6) {
            return new Answer.Refused<>("label-format", "labels are PDF, A6");
        }
        List<String> numbers = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < request.parcels().size(); i++) {
            String number = trackingNumber(request.call().id().step(i + 1));
            numbers.add(number);
            labels.add(new Label(
                    LabelFormat.PDF_A6,
                    LabelSheet.of(request, i, printed, number).pdf()));
        }
        ProviderRef ref = new ProviderRef("label-" + request.call().id());
        return new Answer.Done<>(new Shipment(ref, numbers, offer.price(), labels, offer.promise()));
    }

    /** Sixteen characters of a hash: 80 bits, so two parcels in the lifetime of a shop do not meet. */
    static String trackingNumber(String step) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(step.getBytes(StandardCharsets.US_ASCII));
            StringBuilder number = new StringBuilder("TR");
            for (int i = 0; i < LENGTH; i++) {
                number.append(ALPHABET.charAt(hash[i] & 31));
            }
            return number.toString();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Nothing is kept here: booking again with the same operation gives the same shipment. */
    @Override
    public Answer<Shipment> query(OperationId booking, Optional<ProviderRef> ref, Instant deadline) {
        return new Answer.Refused<>(NOT_FOUND, "nothing is kept; book again with the same operation");
    }

    @Override
    public Answer<Cancelled> cancel(Call call, ProviderRef shipment) {
        return new Answer.Done<>(new Cancelled(clock.instant()));
    }

    @Override
    public Answer<Label> label(ProviderRef shipment, LabelFormat format, Instant deadline) {
        return new Answer.Refused<>("not-kept", "the shop keeps its labels; book again with the same operation");
    }

    @Override
    public Answer<Document> manifest(Call call, List<ProviderRef> shipments) {
        LabelSheet page = new LabelSheet();
        page.text(6, 10, 12, "Handed over: " + shipments.size());
        for (int i = 0; i < shipments.size() && i < 40; i++) {
            page.text(6, 18 + i * 3.1, 6, shipments.get(i).value());
        }
        return new Answer.Done<>(new Document("manifest.pdf", "application/pdf", page.pdf()));
    }
}
