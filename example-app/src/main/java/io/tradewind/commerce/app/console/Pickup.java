package io.tradewind.commerce.app.console;

import io.tradewind.commerce.delivery.WorkCalendar;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When parcels of a kind leave next.
 *
 * @param at the cut-off: what is packed by then goes with it
 * @param express true for the 24-hour delivery
 * @param open how many orders are due by then and not packed yet
 * @param ready how many parcels stand at the dock
 */
public record Pickup(Instant at, boolean express, int open, int ready) {
    /** The next of each kind that the store has, the earliest first. */
    static List<Pickup> next(Store store, List<WorkSummary> queue, List<Parcel> dock, Instant now) {
        StorePolicy policy = store.policy();
        String carrier =
                policy.express().map(StorePolicy.Express::carrierAccount).orElse("");
        List<Pickup> all = new ArrayList<>();
        all.add(of(cutOff(store, policy.cutOff(), now), false, queue, dock, carrier));
        policy.express()
                .map(it -> of(cutOff(store, it.cutOff(), now), true, queue, dock, carrier))
                .ifPresent(all::add);
        all.sort(Comparator.comparing(Pickup::at));
        return all;
    }

    private static Pickup of(Instant at, boolean express, List<WorkSummary> queue, List<Parcel> dock, String carrier) {
        return new Pickup(
                at,
                express,
                (int) queue.stream()
                        .filter(it -> it.express() == express && !it.dueAt().isAfter(at))
                        .count(),
                (int) dock.stream()
                        .filter(it -> it.account().equals(carrier) == express)
                        .count());
    }

    private static Instant cutOff(Store store, LocalTime time, Instant now) {
        WorkCalendar calendar = WorkCalendar.of(store);
        LocalDate today = calendar.date(now);
        boolean still = calendar.isWorkday(today) && now.isBefore(calendar.at(today, time));
        return calendar.at(still ? today : calendar.next(today), time);
    }
}
