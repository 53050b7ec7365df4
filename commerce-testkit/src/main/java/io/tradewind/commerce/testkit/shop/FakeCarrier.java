package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A carrier that takes every parcel for 4.90 and is there within two days. Safe for many threads. */
public final class FakeCarrier implements CommercePlugin, Carrier, Booking {
    /** Its code, for {@code .carrier("parcel", FakeCarrier.CODE)}. */
    public static final String CODE = "fake-carrier";

    private static final String OFFER = "offer-";
    private static final BigDecimal PRICE = new BigDecimal("4.90");

    private final Map<UUID, Shipment> sold = new LinkedHashMap<>();
    private boolean silent;

    /** A carrier that works. */
    public FakeCarrier() {}

    /** From now on, whether it neither offers nor sells anything. */
    public synchronized void silent(boolean value) {
        silent = value;
    }

    /** The labels it has sold, oldest first. */
    public synchronized List<Shipment> sold() {
        return List.copyOf(sold.values());
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(CODE, "1.0.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example"));
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        return List.of(ProviderFactory.of(CODE, List.of(), context -> this));
    }

    @Override
    public CarrierProfile profile() {
        return new CarrierProfile(Set.of("standard"), Set.of(), 30_000, 1_200, 1, Set.of(LabelFormat.PDF_A6));
    }

    @Override
    public synchronized Answer<List<Quote>> quote(QuoteRequest request) {
        if (silent) {
            return new Answer.NotSent<>("it is told to be silent");
        }
        return new Answer.Done<>(List.of(new Quote(
                new ProviderRef(OFFER + request.currency().getCode()),
                "standard",
                Money.of(request.currency(), PRICE, RoundingMode.HALF_UP),
                promise(request.handover()),
                request.deadline().plus(Duration.ofDays(2)))));
    }

    @Override
    public Optional<Booking> booking() {
        return Optional.of(this);
    }

    @Override
    public Answer<Shipment> book(BookRequest request) {
        return sell(request);
    }

    @Override
    public Answer<Shipment> bookReturn(BookRequest request) {
        return sell(request);
    }

    @Override
    public synchronized Answer<Shipment> query(OperationId booking, Optional<ProviderRef> ref, Instant deadline) {
        Shipment shipment = sold.get(booking.value());
        return shipment == null
                ? new Answer.Refused<>(Booking.NOT_FOUND, "no such label")
                : new Answer.Done<>(shipment);
    }

    @Override
    public Answer<Cancelled> cancel(Call call, ProviderRef shipment) {
        return new Answer.Done<>(new Cancelled(call.deadline()));
    }

    @Override
    public Answer<Label> label(ProviderRef shipment, LabelFormat format, Instant deadline) {
        return new Answer.Done<>(label(shipment.value()));
    }

    private synchronized Answer<Shipment> sell(BookRequest request) {
        UUID id = request.call().id().value();
        if (silent && !sold.containsKey(id)) {
            return new Answer.NotSent<>("it is told to be silent");
        }
        String number = "FC" + id.toString().replace("-", "").substring(12);
        String quote = request.quote().value();
        CurrencyUnit currency =
                quote.startsWith(OFFER) ? CurrencyUnit.of(quote.substring(OFFER.length())) : CurrencyUnit.EUR;
        return new Answer.Done<>(sold.computeIfAbsent(
                id,
                it -> new Shipment(
                        new ProviderRef("ship-" + it),
                        List.of(number),
                        Money.of(currency, PRICE, RoundingMode.HALF_UP),
                        List.of(label(number)),
                        promise(request.call().deadline()))));
    }

    private static Label label(String number) {
        return new Label(LabelFormat.PDF_A6, ("%PDF-1.4 " + number).getBytes(StandardCharsets.US_ASCII));
    }

    private static DeliveryPromise promise(Instant handover) {
        return new DeliveryPromise(
                handover.plus(Duration.ofHours(12)),
                handover.plus(Duration.ofDays(2)),
                ZoneOffset.UTC,
                Confidence.CARRIER_ESTIMATE);
    }
}
