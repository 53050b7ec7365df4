package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/** What the bar on top says about the next 24-hour delivery: computed for each page, so it is never stale. */
public final class PromiseBar {
    private PromiseBar() {}

    /** Empty if none can be ordered today any more, or the store has none. */
    public static Optional<Frame.Bar> of(Store store, Instant now) {
        StorePolicy policy = store.policy();
        if (policy.express().isEmpty()) {
            return Optional.empty();
        }
        StorePolicy.Express express = policy.express().get();
        ZonedDateTime here = now.atZone(store.zone());
        ZonedDateTime cutOff = here.toLocalDate().atTime(express.cutOff()).atZone(store.zone());
        LocalDate arrives = here.toLocalDate().plusDays(1);
        boolean today = here.isBefore(cutOff) && works(policy, here.toLocalDate()) && works(policy, arrives);
        if (!today) {
            return Optional.empty();
        }
        Instant promised = arrives.atTime(express.until()).atZone(store.zone()).toInstant();
        Instant latest = cutOff.plusHours(24).toInstant();
        Instant until = promised.isBefore(latest) ? promised : latest;
        return Optional.of(
                new Frame.Bar(Duration.between(here, cutOff), new Promise(until, until, store.zone(), true, "")));
    }

    private static boolean works(StorePolicy policy, LocalDate day) {
        return policy.workdays().contains(day.getDayOfWeek())
                && !policy.holidays().contains(day);
    }
}
