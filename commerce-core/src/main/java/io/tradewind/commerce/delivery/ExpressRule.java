package io.tradewind.commerce.delivery;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.Availability;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the 24-hour delivery can be promised. Ordered by today's cut-off, the goods leave today and arrive on the
 * next calendar day by the policy's time, but never later than 24 hours after the cut-off, also when the clocks change
 * between the two. Both days must be working days: on a Friday nothing is offered by a store that rests on Saturdays.
 * Pure.
 */
@Internal
public final class ExpressRule {
    private static final Duration PROMISED = Duration.ofHours(24);

    private ExpressRule() {}

    /** The promise and its limits. */
    record Offer(Handover handover, Instant latest) {}

    /** Why these goods can never go by 24-hour delivery at present, wherever to; empty if they can. */
    public static Optional<Refusal> refuses(Store store, List<ContentItem> items, Instant now) {
        StorePolicy policy = store.policy();
        if (policy.express().isEmpty()) {
            return Optional.of(Refusal.of("no-express", "This shop has no 24-hour delivery."));
        }
        for (ContentItem item : items) {
            if (!item.express()) {
                return Optional.of(refusal(item, "is not available for 24-hour delivery"));
            }
            Optional<Instant> release = item.releasedAfter(now);
            if (release.isPresent()) {
                LocalDate day = release.get().atZone(store.zone()).toLocalDate();
                return Optional.of(refusal(item, "is released on " + Promises.day(day)));
            }
            if (work(policy, item).toDays() > 0) {
                return Optional.of(refusal(item, "takes longer than a day to make"));
            }
        }
        return Optional.empty();
    }

    /** Why these goods cannot go to that postcode by 24-hour delivery now; empty if they can. */
    static Optional<Refusal> refuses(
            Store store,
            List<ContentItem> items,
            Map<Sku, Availability> stock,
            String country,
            String postcode,
            Instant now) {
        Optional<Refusal> never = refuses(store, items, now);
        if (never.isPresent()) {
            return never;
        }
        StorePolicy.Express express = store.policy().express().orElseThrow();
        if (!express.country().equals(country)) {
            return Optional.of(Refusal.of(
                    "express-area", "country", "24-hour delivery is offered in " + express.country() + " only."));
        }
        if (!express.postcodePrefixes().isEmpty() && !Postcodes.plausible(postcode)) {
            return Optional.of(Refusal.of(
                    "postcode", "postcode", "Enter a postcode to see whether 24-hour delivery is offered there."));
        }
        if (!Postcodes.within(postcode, express.postcodePrefixes())) {
            return Optional.of(Refusal.of(
                    "express-area",
                    "postcode",
                    "24-hour delivery is not offered at postcode " + Postcodes.plain(postcode) + "."));
        }
        return soldOut(items, stock)
                .or(() -> offer(store, items, now).isPresent()
                        ? Optional.empty()
                        : Optional.of(tooLate(store, express, items, now)));
    }

    /** When it would arrive; empty if the cut-off or the calendar is against it. */
    static Optional<Offer> offer(Store store, List<ContentItem> items, Instant now) {
        StorePolicy.Express express = store.policy().express().orElseThrow();
        WorkCalendar calendar = WorkCalendar.of(store);
        LocalDate today = calendar.date(now);
        LocalDate tomorrow = today.plusDays(1);
        Instant cutOff = calendar.at(today, express.cutOff());
        Instant orderBy = cutOff.minus(work(store.policy(), items));
        if (now.isAfter(orderBy) || !calendar.isWorkday(today) || !calendar.isWorkday(tomorrow)) {
            return Optional.empty();
        }
        Instant until = calendar.at(tomorrow, express.until());
        Instant limit = cutOff.plus(PROMISED);
        Instant latest = until.isBefore(limit) ? until : limit;
        String reason = "24-hour delivery: order by " + Promises.moment(orderBy, store.zone()) + " and it arrives by "
                + Promises.moment(latest, store.zone()) + ".";
        return Optional.of(new Offer(new Handover(cutOff, orderBy, reason), latest));
    }

    private static Optional<Refusal> soldOut(List<ContentItem> items, Map<Sku, Availability> stock) {
        Map<Sku, Long> wanted = new LinkedHashMap<>();
        items.forEach(item -> wanted.merge(item.sku(), (long) item.quantity(), Long::sum));
        return items.stream()
                .filter(item -> wanted.getOrDefault(item.sku(), 0L)
                        > stock.getOrDefault(item.sku(), Availability.NONE).onHandFree())
                .findFirst()
                .map(item -> refusal(item, "is not in stock in that quantity"));
    }

    private static Refusal tooLate(Store store, StorePolicy.Express express, List<ContentItem> items, Instant now) {
        WorkCalendar calendar = WorkCalendar.of(store);
        LocalDate today = calendar.date(now);
        Instant cutOff = calendar.at(today, express.cutOff());
        LocalDate next = today.plusDays(1);
        while (!calendar.isWorkday(next) || !calendar.isWorkday(next.plusDays(1))) {
            next = next.plusDays(1);
        }
        String again =
                " It is offered again on " + Promises.day(next) + " until " + Promises.time(express.cutOff()) + ".";
        if (!calendar.isWorkday(today)) {
            return Refusal.of("express-day", "Nothing leaves on " + Promises.day(today) + "." + again);
        }
        if (now.isAfter(cutOff)) {
            return Refusal.of(
                    "express-cut-off",
                    "Today's cut-off for 24-hour delivery at " + Promises.time(express.cutOff()) + " has passed."
                            + again);
        }
        if (now.isAfter(cutOff.minus(work(store.policy(), items)))) {
            return Refusal.of("express-making", "Making it takes beyond today's cut-off." + again);
        }
        return Refusal.of("express-day", "Nothing is delivered on " + Promises.day(today.plusDays(1)) + "." + again);
    }

    static Duration work(StorePolicy policy, List<ContentItem> items) {
        return policy.handling()
                .plus(items.stream()
                        .map(ContentItem::makingTime)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    private static Duration work(StorePolicy policy, ContentItem item) {
        return policy.handling().plus(item.makingTime());
    }

    private static Refusal refusal(ContentItem item, String why) {
        return Refusal.of("express-item", item.sku().value(), "'" + item.title() + "' " + why + ".");
    }
}
