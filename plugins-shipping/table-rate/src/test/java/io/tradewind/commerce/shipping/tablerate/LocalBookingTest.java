package io.tradewind.commerce.shipping.tablerate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.Duties;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalBookingTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final TestContext context =
            new TestContext(TableRatePlugin.FIELDS, Map.of("DE", "EUR 4.90 to 2kg, EUR 6.90 to 10kg"));
    private final Carrier carrier = new TableRatePlugin().carriers().get(0).create(context);
    private final Booking booking = carrier.booking().orElseThrow();
    private final QuoteRequest asked = TableRateCarrierTest.request("DE", "10115", NOON, 500, 3000);
    private final Quote quote = TableRateCarrierTest.only(carrier.quote(asked));

    @Test
    void a_booking_gives_one_label_and_number_per_parcel_at_the_quoted_price() {
        Shipment shipment =
                booking.book(request(1, quote.ref(), LabelFormat.PDF_A6)).orThrow();
        assertThat(shipment.price()).isEqualTo(quote.price());
        assertThat(shipment.promise()).isEqualTo(quote.promise());
        assertThat(shipment.trackingNumbers())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("TR[0-9A-Z]{16}"));
        assertThat(shipment.labels()).hasSize(2).allMatch(Label::plausible).doesNotHaveDuplicates();
    }

    @Test
    void the_same_operation_gives_the_same_bytes_and_another_one_other_numbers() {
        Answer<Shipment> first = booking.book(request(1, quote.ref(), LabelFormat.PDF_A6));
        context.clock().pass(Duration.ofHours(1));
        assertThat(booking.book(request(1, quote.ref(), LabelFormat.PDF_A6))).isEqualTo(first);
        assertThat(booking.book(request(2, quote.ref(), LabelFormat.PDF_A6))
                        .orThrow()
                        .trackingNumbers())
                .doesNotContainAnyElementsOf(first.orThrow().trackingNumbers());
    }

    @Test
    void an_expired_or_unknown_quote_is_not_booked() {
        context.clock().pass(Duration.ofDays(15));
        assertThat(booking.book(request(1, quote.ref(), LabelFormat.PDF_A6)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, it -> assertThat(it.code()).isEqualTo("quote-expired"));
        assertThat(booking.book(request(1, new ProviderRef("rate|DE|x|1|2|3|4"), LabelFormat.PDF_A6)))
                .isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void other_formats_and_destinations_are_refused() {
        assertThat(booking.book(request(1, quote.ref(), LabelFormat.ZPL_203))).isInstanceOf(Answer.Refused.class);
        QuoteRequest other = TableRateCarrierTest.request("AT", "1010", NOON, 500);
        assertThat(booking.book(new BookRequest(
                        call(1),
                        quote.ref(),
                        other.from(),
                        other.to(),
                        other.parcels(),
                        Duties.NONE,
                        LabelFormat.PDF_A6)))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void nothing_is_kept_and_a_cancel_happens_as_often_as_wanted() {
        assertThat(booking.query(call(1).id(), Optional.empty(), NOON))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, it -> assertThat(it.code()).isEqualTo(Booking.NOT_FOUND));
        assertThat(booking.cancel(call(2), new ProviderRef("label-1"))).isInstanceOf(Answer.Done.class);
        assertThat(booking.cancel(call(2), new ProviderRef("label-1"))).isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_label_printed_again_is_the_same_label() {
        Label first = booking.book(request(1, quote.ref(), LabelFormat.PDF_A6))
                .orThrow()
                .labels()
                .get(0);
        Label again = booking.book(request(1, quote.ref(), LabelFormat.PDF_A6))
                .orThrow()
                .labels()
                .get(0);
        Label other = booking.book(request(2, quote.ref(), LabelFormat.PDF_A6))
                .orThrow()
                .labels()
                .get(0);
        assertThat(first).isEqualTo(again).isNotEqualTo(other).matches(Label::plausible);
        Label noted = booking.book(new BookRequest(
                        call(1),
                        quote.ref(),
                        asked.from(),
                        asked.to(),
                        asked.parcels(),
                        Duties.NONE,
                        LabelFormat.PDF_A6,
                        "Second bell"))
                .orThrow()
                .labels()
                .get(0);
        assertThat(noted).as("what the courier should know stands on it").isNotEqualTo(first);
    }

    @Test
    void a_return_label_and_a_manifest_are_made_too() {
        BookRequest back = new BookRequest(
                call(3), quote.ref(), asked.to(), asked.from(), asked.parcels(), Duties.NONE, LabelFormat.PDF_A6);
        assertThat(booking.bookReturn(back).orThrow().labels()).allMatch(Label::plausible);
        assertThat(booking.manifest(call(4), List.of(new ProviderRef("label-1")))
                        .orThrow()
                        .mediaType())
                .isEqualTo("application/pdf");
    }

    private BookRequest request(long operation, ProviderRef ref, LabelFormat format) {
        return new BookRequest(call(operation), ref, asked.from(), asked.to(), asked.parcels(), Duties.NONE, format);
    }

    private static Call call(long operation) {
        return Call.first(new OperationId(new UUID(7, operation)), NOON.plusSeconds(20));
    }
}
