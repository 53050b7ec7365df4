package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Duties;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class CarrierPortTest {
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    private static final Instant HANDOVER = TestShop.START.plusSeconds(3600);

    private final CountDownLatch leave = new CountDownLatch(1);
    private volatile Answer<List<Quote>> quotes = new Answer.Done<>(List.of(quote("sound", "EUR 4.90", HANDOVER)));
    private volatile Answer<Shipment> shipment = new Answer.NotSent<>("not told");
    private volatile String note = "";

    private TestShop open(DataSource dataSource) {
        return TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.add(new Plugin())
                        .carrier("post", "fake")
                        .carrier("table", "table")
                        .carrier("slow", "slow")));
    }

    @BothDatabases
    void carriers_are_asked_at_once_and_a_slow_one_holds_up_nobody(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            Map<String, QuoteRequest> requests = new LinkedHashMap<>();
            List.of("slow", "post", "table").forEach(it -> requests.put(it, request()));

            long before = System.nanoTime();
            Map<String, Answer<List<Quote>>> answers = shop.part(Calls.class).quoteAll(requests);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            leave.countDown();

            assertThat(answers.get("post").orThrow()).extracting(Quote::service).containsExactly("sound");
            assertThat(answers.get("table").orThrow()).isEmpty();
            assertThat(answers.get("slow")).isInstanceOf(Answer.Unknown.class);
            assertThat(millis).isBetween(1_400L, 6_000L);
            assertThat(shop.part(Calls.class).recorded("slow")).anySatisfy(it -> {
                assertThat(it.operation()).isEmpty();
                assertThat(it.diagnostic()).isEqualTo("no answer within 1500 ms");
            });
        }
    }

    @BothDatabases
    void quotes_that_make_no_sense_are_left_out(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            quotes = new Answer.Done<>(List.of(
                    quote("negative", "EUR -1.00", HANDOVER),
                    quote("dollars", "USD 4.90", HANDOVER),
                    quote("yesterday", "EUR 4.90", HANDOVER.minusSeconds(86_400)),
                    new Quote(
                            new ProviderRef("q"), "stale", Money.parse("EUR 4.90"), promise(HANDOVER), TestShop.START),
                    quote("free", "EUR 0.00", HANDOVER)));

            assertThat(shop.part(Calls.class).carrier("post").quote(request()).orThrow())
                    .extracting(Quote::service)
                    .containsExactly("free");

            quotes = new Answer.Done<>(List.of(quote("negative", "EUR -1.00", HANDOVER)));
            assertThat(shop.part(Calls.class).carrier("post").quote(request()))
                    .isInstanceOfSatisfying(
                            Answer.Unknown.class, it -> assertThat(it.why()).contains("INT-12"));
        }
    }

    @BothDatabases
    void a_shipment_whose_label_is_no_label_is_unknown_with_its_reference(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            CarrierPort port = shop.part(Calls.class).carrier("post");
            shipment = new Answer.Done<>(shipment("%PDF-1.4 label"));
            assertThat(port.book(booking(shop))).isInstanceOf(Answer.Done.class);
            assertThat(note).isEqualTo("Second bell");

            shipment = new Answer.Done<>(shipment("<html>error</html>"));
            assertThat(port.book(booking(shop)))
                    .isEqualTo(new Answer.Unknown<Shipment>(
                            Optional.of(new ProviderRef("ship-1")),
                            "INTEGRITY INT-11 a label is not what its format says"));
        }
    }

    @BothDatabases
    void what_a_carrier_cannot_do_is_said_without_asking_it(DataSource dataSource) {
        try (TestShop shop = open(dataSource)) {
            CarrierPort table = shop.part(Calls.class).carrier("table");

            assertThat(table.books()).isFalse();
            assertThat(table.tracks()).isFalse();
            assertThat(table.book(booking(shop)))
                    .isEqualTo(new Answer.Rejected<Shipment>(RejectCode.UNSUPPORTED, "book"));
            assertThat(table.track(new ProviderRef("x"), "1", TestShop.START.plusSeconds(5)))
                    .isInstanceOf(Answer.Rejected.class);
        }
    }

    private static QuoteRequest request() {
        return new QuoteRequest(
                HOME, HOME, List.of(parcel()), HANDOVER, CurrencyUnit.EUR, TestShop.START.plusSeconds(60));
    }

    private static BookRequest booking(TestShop shop) {
        return new BookRequest(
                Call.first(new OperationId(shop.world().id()), TestShop.START.plusSeconds(20)),
                new ProviderRef("quote-1"),
                HOME,
                HOME,
                List.of(parcel()),
                Duties.NONE,
                LabelFormat.PDF_A6,
                "Second bell");
    }

    private static Parcel parcel() {
        return new Parcel(500, 0, 0, 0, Money.parse("EUR 12.50"), List.of());
    }

    private static Shipment shipment(String label) {
        return new Shipment(
                new ProviderRef("ship-1"),
                List.of("T-1"),
                Money.parse("EUR 4.90"),
                List.of(new Label(LabelFormat.PDF_A6, label.getBytes(StandardCharsets.UTF_8))),
                promise(HANDOVER));
    }

    private static Quote quote(String service, String price, Instant arrival) {
        return new Quote(
                new ProviderRef("quote-" + service),
                service,
                Money.parse(price),
                promise(arrival),
                TestShop.START.plusSeconds(900));
    }

    private static DeliveryPromise promise(Instant arrival) {
        return new DeliveryPromise(arrival, arrival, ZoneOffset.UTC, Confidence.TABLE);
    }

    private final class Plugin implements CommercePlugin {
        @Override
        public PluginInfo info() {
            return new PluginInfo("fake-carriers", "1.0.0", "tests", "MIT", URI.create("https://example.org"));
        }

        @Override
        public List<ProviderFactory<Carrier>> carriers() {
            return List.of(
                    ProviderFactory.of("fake", List.of(), context -> new Post()),
                    ProviderFactory.of("table", List.of(), context -> new Table(false)),
                    ProviderFactory.of("slow", List.of(), context -> new Table(true)));
        }
    }

    private final class Table implements Carrier {
        private final boolean slow;

        Table(boolean slow) {
            this.slow = slow;
        }

        @Override
        public CarrierProfile profile() {
            return new CarrierProfile(Set.of("table"), Set.of(), 30_000, 1_000, 1, Set.of());
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            if (slow) {
                try {
                    leave.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Answer.Done<>(List.of());
        }
    }

    private final class Post implements Carrier, Booking {
        @Override
        public CarrierProfile profile() {
            return new CarrierProfile(Set.of("sound"), Set.of(), 30_000, 1_000, 1, Set.of(LabelFormat.PDF_A6));
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            return quotes;
        }

        @Override
        public Optional<Booking> booking() {
            return Optional.of(this);
        }

        @Override
        public Answer<Shipment> book(BookRequest request) {
            note = request.note();
            return shipment;
        }

        @Override
        public Answer<Shipment> query(OperationId booking, Optional<ProviderRef> ref, Instant deadline) {
            return new Answer.Refused<>(NOT_FOUND, "");
        }

        @Override
        public Answer<Cancelled> cancel(Call call, ProviderRef ref) {
            return new Answer.Done<>(new Cancelled(TestShop.START));
        }

        @Override
        public Answer<Label> label(ProviderRef ref, LabelFormat format, Instant deadline) {
            return Answer.unsupported("label");
        }
    }
}
