package io.tradewind.commerce.delivery;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.store.Store;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * On which days a store works, in its own zone. Immutable.
 *
 * @param zone in which days are meant
 * @param workdays days of the week; at least one
 * @param holidays dates that are none
 */
public record WorkCalendar(ZoneId zone, Set<DayOfWeek> workdays, Set<LocalDate> holidays) {
    /** Copies the sets. */
    public WorkCalendar {
        workdays = Set.copyOf(workdays);
        holidays = Set.copyOf(holidays);
        if (workdays.isEmpty()) {
            throw CommerceException.badArgument("workdays", workdays, "a store works on at least one day of the week");
        }
    }

    /** The calendar of a store. */
    public static WorkCalendar of(Store store) {
        return new WorkCalendar(
                store.zone(), store.policy().workdays(), store.policy().holidays());
    }

    /** True if the store works on that date. */
    public boolean isWorkday(LocalDate date) {
        return workdays.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }

    /** The first working day after that date. */
    public LocalDate next(LocalDate date) {
        LocalDate day = date.plusDays(1);
        while (!isWorkday(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** That many working days after a date; the date itself if 0. */
    public LocalDate plus(LocalDate date, long days) {
        LocalDate day = date;
        for (long i = 0; i < days; i++) {
            day = next(day);
        }
        return day;
    }

    /** How many working days lie after {@code from} up to and including {@code to}. */
    public int between(LocalDate from, LocalDate to) {
        int days = 0;
        for (LocalDate day = next(from); !day.isAfter(to); day = next(day)) {
            days++;
        }
        return days;
    }

    /** The date in the store's zone. */
    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /**
     * The instant of a local time. A time that a clock change skips is moved later by the gap; of a time that happens
     * twice the first is meant.
     */
    public Instant at(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, zone).toInstant();
    }
}
