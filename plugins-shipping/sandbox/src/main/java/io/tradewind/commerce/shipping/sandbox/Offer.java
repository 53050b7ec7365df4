package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Quote;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A quote that carries itself in its reference.
 *
 * @param service name of the service
 * @param country ISO code of the destination
 * @param price price of all parcels together
 * @param promise when it arrives
 * @param validUntil until when it can be booked, in whole seconds
 */
record Offer(String service, String country, Money price, DeliveryPromise promise, Instant validUntil) {
    private static final int PARTS = 9;

    Quote quote() {
        String reference = String.join(
                "|",
                "sandbox",
                service,
                country,
                price.toString(),
                String.valueOf(promise.earliest().getEpochSecond()),
                String.valueOf(promise.latest().getEpochSecond()),
                promise.zone().getId(),
                promise.confidence().name(),
                String.valueOf(validUntil.getEpochSecond()));
        return new Quote(new ProviderRef(reference), service, price, promise, validUntil);
    }

    static Optional<Offer> read(ProviderRef reference) {
        String[] parts = reference.value().split("\\|", -1);
        if (parts.length != PARTS || !parts[0].equals("sandbox")) {
            return Optional.empty();
        }
        try {
            DeliveryPromise promise = new DeliveryPromise(
                    seconds(parts[4]), seconds(parts[5]), ZoneId.of(parts[6]), Confidence.valueOf(parts[7]));
            return Optional.of(new Offer(parts[1], parts[2], Money.parse(parts[3]), promise, seconds(parts[8])));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant seconds(String text) {
        return Instant.ofEpochSecond(Long.parseLong(text));
    }
}
