package io.tradewind.commerce.shipping.sandbox;

import static io.tradewind.commerce.shipping.sandbox.Shipper.buyer;
import static io.tradewind.commerce.shipping.sandbox.Shipper.id;
import static io.tradewind.commerce.shipping.sandbox.Shipper.parcel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.Duties;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.PickupRequest;
import io.tradewind.commerce.spi.shipping.Pickups;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class SandboxCarrierTest {
    private final Shipper shipper = new Shipper(Map.of());
    private final SandboxCarrierBook book = shipper.book;

    @Test
    void the_service_loader_finds_it_and_it_refuses_to_be_live() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(SandboxCarrierPlugin.class);
        TestContext live = new TestContext(SandboxCarrierPlugin.FIELDS, Map.of(), Environment.LIVE);
        assertThatThrownBy(() -> new SandboxCarrierPlugin().carriers().get(0).create(live))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void express_is_guaranteed_for_the_next_day_and_standard_takes_a_day_more() {
        Quote express = shipper.quote("express"); // handed over on Friday, 2 January
        assertThat(express.promise().confidence()).isEqualTo(Confidence.GUARANTEED);
        assertThat(express.promise().latest()).isEqualTo(Instant.parse("2026-01-03T11:00:00Z"));
        Quote standard = shipper.quote("standard");
        assertThat(standard.promise().confidence()).isEqualTo(Confidence.CARRIER_ESTIMATE);
        assertThat(standard.promise().earliest()).isEqualTo(Instant.parse("2026-01-03T07:00:00Z"));
        assertThat(standard.promise().latest()).isEqualTo(Instant.parse("2026-01-05T19:00:00Z"));
        assertThat(standard.price()).isEqualTo(Money.parse("EUR 4.90"));
        assertThat(express.price()).isEqualTo(Money.parse("EUR 9.90"));
    }

    @Test
    void prices_are_exact_in_any_currency_and_grow_by_started_kilogram() {
        assertThat(price("JPY", 500)).isEqualTo(Money.parse("JPY 490"));
        assertThat(price("KWD", 1000)).isEqualTo(Money.parse("KWD 0.490"));
        assertThat(price("EUR", 1001)).isEqualTo(Money.parse("EUR 5.40"));
        assertThat(price("EUR", 500, 2500)).isEqualTo(Money.parse("EUR 10.80"));
    }

    private Money price(String currency, int... grams) {
        var parcels = Arrays.stream(grams).mapToObj(Shipper::parcel).toArray(Parcel[]::new);
        return shipper.ask(buyer("10115"), CurrencyUnit.of(currency), parcels)
                .orThrow()
                .get(1)
                .price();
    }

    @Test
    void what_is_not_served_has_no_quote() {
        Shipper german = new Shipper(Map.of("countries", "DE"));
        Address vienna = new Address("Ada", List.of("Ring 1"), "Wien", "", "1010", "AT");
        assertThat(german.ask(vienna, CurrencyUnit.EUR, parcel(500))).isEqualTo(new Answer.Done<>(List.of()));
        assertThat(shipper.ask(buyer("10115"), CurrencyUnit.EUR, parcel(31_501)))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void the_same_booking_twice_buys_once() {
        Answer<Shipment> first = shipper.book(id(1), "10115");
        assertThat(shipper.book(id(1), "10115")).isEqualTo(first);
        assertThat(book.effects(id(1))).isEqualTo(1);
        assertThat(book.spent(CurrencyUnit.EUR)).isEqualTo(Money.parse("EUR 4.90"));
        assertThat(shipper.book(id(1), "80331"))
                .isInstanceOfSatisfying(
                        Answer.Rejected.class, it -> assertThat(it.code()).isEqualTo(RejectCode.KEY_REUSED));
        assertThat(book.shipments().get(0).request().parcels().get(0).customs()).hasSize(1);
    }

    @Test
    void labels_are_what_their_format_says_and_are_printed_again_without_buying() {
        Shipment pdf = shipper.book(id(1), "10115").orThrow();
        assertThat(pdf.labels()).allMatch(Label::plausible);
        Shipment zebra = shipper.booking
                .book(shipper.request(id(2), shipper.quote("express"), "10115", LabelFormat.ZPL_203))
                .orThrow();
        assertThat(zebra.labels()).allMatch(it -> it.format() == LabelFormat.ZPL_203 && it.plausible());
        Label again = shipper.booking
                .label(pdf.ref(), LabelFormat.PDF_A6, shipper.now())
                .orThrow();
        assertThat(again).isEqualTo(pdf.labels().get(0));
        assertThat(shipper.booking
                        .label(pdf.ref(), LabelFormat.ZPL_203, shipper.now())
                        .orThrow()
                        .plausible())
                .isTrue();
        assertThat(book.shipments()).hasSize(2);
        assertThat(shipper.booking.book(shipper.request(id(3), shipper.quote("express"), "10115", LabelFormat.PNG)))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void an_expired_or_unknown_quote_is_not_booked() {
        Quote quote = shipper.quote("standard");
        shipper.context.clock().pass(Duration.ofDays(8));
        assertThat(shipper.booking.book(shipper.request(id(1), quote, "10115", LabelFormat.PDF_A6)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, it -> assertThat(it.code()).isEqualTo("quote-expired"));
        BookRequest unknown = new BookRequest(
                shipper.call(id(2)),
                new ProviderRef("nothing"),
                Shipper.SHOP,
                buyer("10115"),
                List.of(parcel(500)),
                Duties.NONE,
                LabelFormat.PDF_A6);
        assertThat(shipper.booking.book(unknown)).isInstanceOf(Answer.Rejected.class);
        assertThat(book.shipments()).isEmpty();
    }

    @Test
    void several_parcels_have_numbers_and_labels_of_their_own() {
        Quote quote = shipper.ask(buyer("10115"), CurrencyUnit.EUR, parcel(500), parcel(600))
                .orThrow()
                .get(0);
        Shipment shipment = shipper.booking
                .book(new BookRequest(
                        shipper.call(id(1)),
                        quote.ref(),
                        Shipper.SHOP,
                        buyer("10115"),
                        List.of(parcel(500), parcel(600)),
                        Duties.NONE,
                        LabelFormat.PDF_A6))
                .orThrow();
        assertThat(shipment.trackingNumbers()).hasSize(2).doesNotHaveDuplicates();
        assertThat(shipment.labels()).hasSize(2).doesNotHaveDuplicates();
        assertThat(shipment.price()).isEqualTo(quote.price());
    }

    @Test
    void a_return_goes_from_the_buyer_to_the_shop() {
        BookRequest back = new BookRequest(
                shipper.call(id(1)),
                shipper.quote("standard").ref(),
                buyer("10115"),
                Shipper.SHOP,
                List.of(parcel(500)),
                Duties.NONE,
                LabelFormat.PDF_A6);
        assertThat(shipper.booking.bookReturn(back).orThrow().labels()).allMatch(Label::plausible);
        assertThat(book.shipments().get(0).toShop()).isTrue();
    }

    @Test
    void a_shipment_is_cancelled_once_and_not_after_hand_over() {
        Shipment first = shipper.book(id(1), "10115").orThrow();
        Answer<?> cancelled = shipper.booking.cancel(shipper.call(id(2)), first.ref());
        shipper.context.clock().pass(Duration.ofMinutes(1));
        assertThat(shipper.booking.cancel(shipper.call(id(3)), first.ref())).isEqualTo(cancelled);
        assertThat(book.spent(CurrencyUnit.EUR)).isEqualTo(Money.parse("EUR 0.00"));
        Shipment second = shipper.book(id(4), "10115").orThrow();
        book.push(second.trackingNumbers().get(0), TrackingStatus.HANDED_OVER, shipper.now());
        assertThat(shipper.booking.cancel(shipper.call(id(5)), second.ref())).isInstanceOf(Answer.Refused.class);
        assertThat(shipper.booking.cancel(shipper.call(id(6)), new ProviderRef("shp-x")))
                .isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void a_booking_is_found_by_operation_and_by_reference() {
        Shipment shipment = shipper.book(id(1), "10115").orThrow();
        assertThat(shipper.booking.query(id(1), Optional.empty(), shipper.now()))
                .isEqualTo(new Answer.Done<>(shipment));
        assertThat(shipper.booking.query(id(9), Optional.of(shipment.ref()), shipper.now()))
                .isEqualTo(new Answer.Done<>(shipment));
        assertThat(shipper.booking.query(id(9), Optional.empty(), shipper.now()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, it -> assertThat(it.code()).isEqualTo(Booking.NOT_FOUND));
        book.next(CarrierCall.QUERY, Fault.LOST_ANSWER);
        assertThat(shipper.booking.query(id(1), Optional.empty(), shipper.now()))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void a_pickup_and_a_manifest_are_made_once_each() {
        Shipment shipment = shipper.book(id(1), "10115").orThrow();
        Pickups pickups = shipper.carrier.pickups().orElseThrow();
        PickupRequest request = new PickupRequest(
                shipper.call(id(2)),
                Shipper.SHOP,
                List.of(shipment.ref()),
                shipper.now(),
                shipper.now().plusSeconds(3600),
                "");
        var pickup = pickups.schedule(request).orThrow();
        assertThat(pickups.schedule(request).orThrow()).isEqualTo(pickup);
        assertThat(book.pickups()).containsExactly(pickup);
        assertThat(pickups.cancel(shipper.call(id(3)), pickup.ref())).isInstanceOf(Answer.Done.class);
        assertThat(pickups.cancel(shipper.call(id(4)), pickup.ref())).isInstanceOf(Answer.Done.class);
        assertThat(book.pickups()).isEmpty();
        assertThat(shipper.booking
                        .manifest(shipper.call(id(5)), List.of(shipment.ref()))
                        .orThrow()
                        .mediaType())
                .isEqualTo("application/pdf");
        assertThat(book.effects(id(5))).isEqualTo(1);
        assertThat(shipper.booking.manifest(shipper.call(id(6)), List.of(new ProviderRef("shp-x"))))
                .isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void the_book_survives_the_carrier() {
        Shipment shipment = shipper.book(id(1), "10115").orThrow();
        Shipper after = new Shipper(book, Map.of());
        assertThat(after.booking.query(id(1), Optional.empty(), after.now())).isEqualTo(new Answer.Done<>(shipment));
        assertThat(after.book(id(1), "10115")).isEqualTo(new Answer.Done<>(shipment));
    }
}
