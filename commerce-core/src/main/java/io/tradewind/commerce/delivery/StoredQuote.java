package io.tradewind.commerce.delivery;

import io.tradewind.commerce.spi.Internal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * An option as it was shown.
 *
 * @param option what the shopper saw
 * @param quoteRef the carrier's reference, given back when booking; empty if nothing has to be sent
 * @param carrierPrice what the carrier asked, which the 24-hour delivery's price does not follow
 * @param handover when the carrier is to get the first parcel
 * @param validUntil until when it can be bought
 * @param contents {@link ContentsKey} of what it was quoted for
 * @param startsOn when the work on it begins, if the shopper chose a later day; until then it waits
 */
@Internal
public record StoredQuote(
        DeliveryOption option,
        String quoteRef,
        Money carrierPrice,
        Instant handover,
        Instant validUntil,
        String contents,
        Optional<Instant> startsOn) {}
