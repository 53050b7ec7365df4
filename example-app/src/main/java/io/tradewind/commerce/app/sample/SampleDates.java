package io.tradewind.commerce.app.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Dates of the sample store: they are always still to come when it is filled. */
final class SampleDates {
    private static final Map<String, MonthDay> RELEASES =
            Map.of("halo-headphones", MonthDay.of(1, 14), "advent-box", MonthDay.of(11, 27));
    private static final Map<String, Integer> CAPS = Map.of("halo-headphones", 200, "advent-box", 60);

    private final LocalDate today;
    private final ZoneId zone;

    SampleDates(Instant now, ZoneId zone) {
        this.today = now.atZone(zone).toLocalDate();
        this.zone = zone;
    }

    /** When a product that is sold before it is out starts to ship; empty for all others. */
    Optional<Instant> release(String slug) {
        return Optional.ofNullable(RELEASES.get(slug)).map(this::next);
    }

    int cap(String slug) {
        return CAPS.getOrDefault(slug, 1);
    }

    /** That day at eight in the morning, this year or next. */
    Instant next(MonthDay day) {
        LocalDate date = day.atYear(today.getYear());
        LocalDate coming = date.isAfter(today) ? date : day.atYear(today.getYear() + 1);
        return coming.atTime(LocalTime.of(8, 0)).atZone(zone).toInstant();
    }

    /** So many days from now at ten in the morning. */
    Instant in(int days) {
        return today.plusDays(days).atTime(LocalTime.of(10, 0)).atZone(zone).toInstant();
    }
}
