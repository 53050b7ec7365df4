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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        context.clock.push(Duration.ofHours(1));
        assertThat(booking.book(request(1, quote.ref(), LabelFormat.PDF_A6))).isEqualTo(first);
        assertThat(booking.book(request(2, quote.ref(), LabelFormat.PDF_A6))
                        .orThrow()
                        .trackingNumbers())
                .doesNotContainAnyElementsOf(first.orThrow().trackingNumbers());
    }

    @Test
    void an_expired_or_unknown_quote_is_not_booked() {
        context.clock.push(Duration.ofDays(15));
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
    void a_label_is_one_a6_page_whose_table_of_objects_is_right() {
        byte[] pdf = booking.book(request(1, quote.ref(), LabelFormat.PDF_A6))
                .orThrow()
                .labels()
                .get(0)
                .bytes();
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-1.4\n").endsWith("%%EOF\n").contains("/MediaBox [0 0 297.64 419.53]");
        assertThat(text).contains(hex("Zoë Çelik")).contains(hex("10115 Lódz"));
        int start = Integer.parseInt(text.substring(text.indexOf("startxref") + 10, text.indexOf("%%EOF") - 1));
        String[] table = text.substring(start).split("\n", -1);
        assertThat(table[0]).isEqualTo("xref");
        for (int i = 1; i <= 5; i++) {
            int offset = Integer.parseInt(table[2 + i].substring(0, 10));
            assertThat(text.substring(offset)).startsWith(i + " 0 obj");
        }
        int content = text.indexOf("stream\n") + 7;
        int length = Integer.parseInt(text.replaceAll("(?s).*/Length (\\d+).*", "$1"));
        assertThat(text.substring(content + length)).startsWith("endstream");
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.ISO_8859_1)) {
            hex.append(String.format("%02x", each));
        }
        return hex.toString();
    }

    @Test
    void a_return_label_and_a_manifest_are_made_too() {
        BookRequest back = new BookRequest(
                call(3), quote.ref(), asked.to(), asked.from(), asked.parcels(), Duties.NONE, LabelFormat.PDF_A6);
        assertThat(booking.bookReturn(back).orThrow().labels()).allMatch(Label::plausible);
        assertThat(booking.manifest(call(4), java.util.List.of(new ProviderRef("label-1")))
                        .orThrow()
                        .mediaType())
                .isEqualTo("application/pdf");
    }

    @Test
    void every_bar_code_symbol_is_eleven_wide_and_unlike_all_others() {
        Set<String> symbols = new HashSet<>();
        for (char c = ' '; c < 127; c++) {
            String widths = Code128.widths(String.valueOf(c));
            assertThat(widths.chars().map(it -> it - '0').sum()).isEqualTo(11 * 3 + 13);
            assertThat(symbols.add(widths.substring(6, 12))).isTrue();
        }
    }

    private BookRequest request(long operation, ProviderRef ref, LabelFormat format) {
        return new BookRequest(call(operation), ref, asked.from(), asked.to(), asked.parcels(), Duties.NONE, format);
    }

    private static Call call(long operation) {
        return Call.first(new OperationId(new UUID(7, operation)), NOON.plusSeconds(20));
    }
}
