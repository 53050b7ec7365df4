package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;

/** Quotes from the table; keeps nothing and asks nobody. Safe for use by many threads. */
final class TableRateCarrier implements Carrier {
    private static final int LONGEST_MM = 1200;
    private static final int MOST_PARCELS = 99;

    private final ProviderContext context;
    private final RateTable table;
    private final Transit transit;
    private final String service;
    private final Duration validFor;
    private final int daysAhead;
    private final Booking booking;

    TableRateCarrier(ProviderContext context) {
        Settings settings = context.settings();
        this.context = context;
        this.table = RateTable.of(settings);
        this.transit = new Transit(settings);
        this.service = settings.text("service");
        this.validFor = settings.duration("validFor");
        this.daysAhead = settings.integer("daysAhead");
        this.booking = new LocalBooking(context.clock(), service);
    }

    @Override
    public CarrierProfile profile() {
        return new CarrierProfile(
                Set.of(service),
                table.countries(),
                table.heaviest(),
                LONGEST_MM,
                MOST_PARCELS,
                Set.of(LabelFormat.PDF_A6));
    }

    @Override
    public Health health(Instant deadline) {
        return Health.up(Duration.ZERO);
    }

    @Override
    public Answer<List<Quote>> quote(QuoteRequest request) {
        Optional<Rate> rate =
                table.find(request.to()).filter(it -> it.currency().equals(request.currency()));
        if (rate.isEmpty() || request.parcels().size() > MOST_PARCELS) {
            return new Answer.Done<>(List.of());
        }
        Optional<Money> price = rate.get().price(request.parcels());
        if (price.isEmpty()) {
            return new Answer.Refused<>("too-heavy", "no step of the rate takes this weight");
        }
        String country = request.to().country();
        Instant validUntil = context.clock().instant().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        Function<Instant, Offer> handedOver = at -> new Offer(
                country,
                price.get(),
                transit.promise(at.truncatedTo(ChronoUnit.SECONDS), rate.get().transit(), country),
                validUntil);
        List<Quote.LaterDay> later = request.laterHandovers().stream()
                .limit(daysAhead)
                .map(at -> handedOver.apply(at).later(at))
                .toList();
        return new Answer.Done<>(List.of(handedOver.apply(request.handover()).quote(service, later)));
    }

    @Override
    public Optional<Booking> booking() {
        return Optional.of(booking);
    }
}
