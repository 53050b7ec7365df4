package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/** Brings everything anywhere within two days, for nothing. */
final class Courier implements CommercePlugin {
    static final String CODE = "courier";

    @Override
    public PluginInfo info() {
        return new PluginInfo(CODE, "1.0.0", "test kit", "Apache-2.0", URI.create("https://example.org"));
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        return List.of(ProviderFactory.of(CODE, List.of(), Rounds::new));
    }

    private record Rounds(ProviderContext context) implements Carrier {
        @Override
        public CarrierProfile profile() {
            return new CarrierProfile(Set.of("round"), Set.of(), 30_000, 1_000, 1, Set.of());
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            DeliveryPromise promise = new DeliveryPromise(
                    request.handover(), request.handover().plus(2, ChronoUnit.DAYS), ZoneOffset.UTC, Confidence.TABLE);
            return new Answer.Done<>(List.of(new Quote(
                    new ProviderRef("round"),
                    "round",
                    Money.zero(request.currency()),
                    promise,
                    context.clock().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS))));
        }
    }
}
