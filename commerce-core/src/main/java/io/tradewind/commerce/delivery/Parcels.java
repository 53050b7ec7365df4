package io.tradewind.commerce.delivery;

import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * Goods divided by the date from which they can leave: what can leave now first, then one parcel for each release
 * date. Pure.
 *
 * @param groups by date; never empty
 */
record Parcels(List<Group> groups) {
    private static final int LENGTH_MM = 300;
    private static final int WIDTH_MM = 200;
    private static final int HEIGHT_MM = 150;
    /** How many later days carriers are asked about. */
    private static final int DAYS = 10;

    /** Goods of one parcel. {@code shipsOn} is empty if they can leave now; {@code later} are hand-overs to choose. */
    record Group(Optional<Instant> shipsOn, List<ContentItem> items, Handover handover, List<Promises.Later> later) {
        /** The parcel as a carrier is asked about it, in a box of usual size. */
        Parcel parcel() {
            long grams = 0;
            Money value = items.get(0).value().multipliedBy(0);
            for (ContentItem item : items) {
                grams += (long) item.grams() * item.quantity();
                value = value.plus(item.value());
            }
            int weight = (int) Math.min(Integer.MAX_VALUE, Math.max(1, grams));
            return new Parcel(weight, LENGTH_MM, WIDTH_MM, HEIGHT_MM, value, List.of());
        }
    }

    static Parcels of(Store store, List<ContentItem> items, Instant now) {
        Promises promises = new Promises(WorkCalendar.of(store), store.policy().cutOff());
        Map<Instant, List<ContentItem>> byDate = new TreeMap<>();
        for (ContentItem item : items) {
            byDate.computeIfAbsent(item.releasedAfter(now).orElse(Instant.MIN), date -> new ArrayList<>())
                    .add(item);
        }
        List<Group> groups = new ArrayList<>();
        byDate.forEach((date, goods) -> {
            Optional<Instant> shipsOn = date.equals(Instant.MIN) ? Optional.empty() : Optional.of(date);
            Duration work = ExpressRule.work(store.policy(), goods);
            int days = groups.isEmpty() ? DAYS : 0;
            groups.add(new Group(
                    shipsOn,
                    List.copyOf(goods),
                    promises.next(now, work, shipsOn),
                    promises.after(now, work, shipsOn, days)));
        });
        return new Parcels(List.copyOf(groups));
    }

    Group first() {
        return groups.get(0);
    }

    List<Parcel> parcels() {
        return groups.stream().map(Group::parcel).toList();
    }
}
