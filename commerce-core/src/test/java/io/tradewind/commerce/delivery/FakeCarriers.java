package io.tradewind.commerce.delivery;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.joda.money.Money;

/** Carriers that answer as a test says, one behaviour for each account, and remember what they were asked. */
final class FakeCarriers implements CommercePlugin {
    static final String CODE = "fake-carrier";

    private final Map<String, Function<QuoteRequest, Answer<List<Quote>>>> behaviours = new ConcurrentHashMap<>();
    final Map<String, QuoteRequest> asked = new ConcurrentHashMap<>();

    /** That account answers like this. */
    FakeCarriers with(String account, Function<QuoteRequest, Answer<List<Quote>>> behaviour) {
        behaviours.put(account, behaviour);
        return this;
    }

    /** A quote that arrives so long after the hand-over. */
    static Quote quote(QuoteRequest request, String service, String price, Duration least, Duration most) {
        Instant handover = request.handover();
        return new Quote(
                new ProviderRef("ref-" + service),
                service,
                Money.parse(price),
                new DeliveryPromise(
                        handover.plus(least),
                        handover.plus(most),
                        ZoneId.of("Europe/Berlin"),
                        Confidence.CARRIER_ESTIMATE),
                request.deadline().plus(Duration.ofDays(2)));
    }

    /** The same with the first of the later days it was asked about, each a day after its hand-over. */
    static Quote withDays(QuoteRequest request, String service, int days) {
        Quote first = quote(request, service, "EUR 4.90", Duration.ofDays(1), Duration.ofDays(1));
        List<Quote.LaterDay> later = request.laterHandovers().stream()
                .limit(days)
                .map(at -> day(at, Duration.ofDays(1), Duration.ofDays(1)))
                .toList();
        return new Quote(first.ref(), service, first.price(), first.promise(), first.validUntil(), later);
    }

    /** A later day on which it arrives so long after that hand-over. */
    static Quote.LaterDay day(Instant handover, Duration least, Duration most) {
        return new Quote.LaterDay(
                handover,
                new ProviderRef("ref-" + handover),
                new DeliveryPromise(
                        handover.plus(least),
                        handover.plus(most),
                        ZoneId.of("Europe/Berlin"),
                        Confidence.CARRIER_ESTIMATE));
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("fake-carriers", "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        return List.of(ProviderFactory.of(CODE, List.of(), context -> new Fake(context.account())));
    }

    private final class Fake implements Carrier {
        private final String account;

        Fake(String account) {
            this.account = account;
        }

        @Override
        public CarrierProfile profile() {
            return new CarrierProfile(Set.of(), Set.of(), 30_000, 1_200, 1, Set.of());
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            asked.put(account, request);
            return behaviours.get(account).apply(request);
        }
    }

    static Address berlin() {
        return new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    }

    static Address leipzig() {
        return new Address("Ada", List.of("Am Markt 1"), "Leipzig", "", "04109", "DE");
    }
}
