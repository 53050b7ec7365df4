package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import io.tradewind.commerce.spi.shipping.Quote;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A quote that carries itself in its reference, so that it can be honoured later without anything being kept.
 *
 * @param country ISO code of the destination
 * @param price price of all parcels together
 * @param promise when it arrives
 * @param validUntil until when it can be booked, in whole seconds
 */
record Offer(String country, Money price, DeliveryPromise promise, Instant validUntil) {
    private static final int PARTS = 7;

    Quote quote(String service, List<Quote.LaterDay> later) {
        return new Quote(ref(), service, price, promise, validUntil, later);
    }

    /** The offer as one of the later days of another. */
    Quote.LaterDay later(Instant handover) {
        return new Quote.LaterDay(handover, ref(), promise);
    }

    private ProviderRef ref() {
        return new ProviderRef(String.join(
                "|",
                "rate",
                country,
                price.toString(),
                String.valueOf(promise.earliest().getEpochSecond()),
                String.valueOf(promise.latest().getEpochSecond()),
                promise.zone().getId(),
                String.valueOf(validUntil.getEpochSecond())));
    }

    static Optional<Offer> read(ProviderRef reference) {
        String[] parts = reference.value().split("\\|", -1);
        if (parts.length != PARTS || !parts[0].equals("rate")) {
            return Optional.empty();
        }
        try {
            DeliveryPromise promise =
                    new DeliveryPromise(seconds(parts[3]), seconds(parts[4]), ZoneId.of(parts[5]), Confidence.TABLE);
            return Optional.of(new Offer(parts[1], Money.parse(parts[2]), promise, seconds(parts[6])));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant seconds(String text) {
        return Instant.ofEpochSecond(Long.parseLong(text));
    }
}
