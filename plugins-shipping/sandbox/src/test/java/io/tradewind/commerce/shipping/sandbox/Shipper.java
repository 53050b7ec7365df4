package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CustomsLine;
import io.tradewind.commerce.spi.shipping.Duties;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A carrier in use: short words for the calls the tests make. */
final class Shipper {
    static final Address SHOP = new Address("Mugs", List.of("Hof 1"), "Leipzig", "", "04109", "DE");

    final SandboxCarrierBook book;
    final TestContext context;
    final Carrier carrier;
    final Booking booking;

    Shipper(SandboxCarrierBook book, Map<String, String> settings) {
        this.book = book;
        this.context = new TestContext(SandboxCarrierPlugin.FIELDS, settings);
        this.carrier = new SandboxCarrierPlugin(book).carriers().get(0).create(context);
        this.booking = carrier.booking().orElseThrow();
    }

    Shipper(Map<String, String> settings) {
        this(new SandboxCarrierBook(), settings);
    }

    static OperationId id(long number) {
        return new OperationId(new UUID(0x0190_0000_0000_7000L, number));
    }

    static Address buyer(String postcode) {
        return new Address("Zoë", List.of("Am Markt 1"), "Berlin", "", postcode, "DE");
    }

    static Parcel parcel(int grams) {
        CustomsLine line = new CustomsLine("Mug", "691110", "DE", 1, grams, Money.parse("EUR 12.50"));
        return new Parcel(grams, 200, 150, 100, Money.parse("EUR 12.50"), List.of(line));
    }

    Instant now() {
        return context.clock().instant();
    }

    Call call(OperationId id) {
        return Call.first(id, now().plusMillis(50));
    }

    Answer<List<Quote>> ask(Address to, CurrencyUnit currency, Parcel... parcels) {
        return carrier.quote(new QuoteRequest(SHOP, to, List.of(parcels), now(), currency, now().plusMillis(50)));
    }

    Quote quote(String service) {
        return ask(buyer("10115"), CurrencyUnit.EUR, parcel(500)).orThrow().stream()
                .filter(it -> it.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    Answer<Shipment> book(OperationId id, String postcode) {
        return booking.book(request(id, quote("standard"), postcode, LabelFormat.PDF_A6));
    }

    BookRequest request(OperationId id, Quote quote, String postcode, LabelFormat format) {
        return new BookRequest(call(id), quote.ref(), SHOP, buyer(postcode), List.of(parcel(500)), Duties.NONE, format);
    }
}
