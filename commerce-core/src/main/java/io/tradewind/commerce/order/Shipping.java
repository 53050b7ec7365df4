package io.tradewind.commerce.order;

import io.tradewind.commerce.delivery.Promise;
import java.time.Instant;
import java.time.ZoneOffset;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The delivery that was bought.
 *
 * @param account plugin account of the carrier; empty if nothing is sent
 * @param service the carrier's service
 * @param label what the customer read, such as {@code Tomorrow by 18:00}
 * @param quoteRef the carrier's reference of its quote; empty if it has none
 * @param price what the customer pays for it
 * @param express true for the 24-hour delivery
 * @param shipBy when the carrier has to get it to keep the promise; null of orders from before it was kept
 * @param startsOn when the work on it begins, if a later day was chosen; null if it begins at once
 * @param courierNote what the buyer wrote for whoever brings it; null for nothing
 */
public record Shipping(
        String account,
        String service,
        String label,
        String quoteRef,
        Money price,
        Promise promise,
        boolean express,
        @Nullable Instant shipBy,
        @Nullable Instant startsOn,
        @Nullable String courierNote) {
    /** Nothing is sent: goods that need no parcel. */
    public static Shipping none(Money zero, Instant now) {
        return new Shipping(
                "",
                "",
                "No delivery",
                "",
                zero,
                new Promise(now, now, ZoneOffset.UTC, false, "nothing to send"),
                false,
                null,
                null,
                null);
    }
}
