package io.tradewind.commerce.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arithmetic of hand-overs. Work starts at once when it is ordered up to the cut-off of a working day (the cut-off
 * itself included), else on the next one. Of the time that making and handling take, whole days are working days after
 * the start, the rest must pass before the cut-off. Pure; all clock changes are left to {@code java.time}.
 */
final class Promises {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final WorkCalendar calendar;
    private final LocalTime cutOff;

    Promises(WorkCalendar calendar, LocalTime cutOff) {
        this.calendar = calendar;
        this.cutOff = cutOff;
    }

    /**
     * A hand-over on a later day that somebody chooses.
     *
     * @param startsOn when the work on it begins
     */
    record Later(Instant startsOn, Handover handover) {}

    /** The next hand-over of something ordered now. {@code work} is making and handling together. */
    Handover next(Instant now, Duration work, Optional<Instant> shipsOn) {
        Duration rest = rest(work);
        Instant ready = now.plus(rest);
        boolean waits = shipsOn.isPresent() && shipsOn.get().isAfter(ready);
        Instant start = waits ? shipsOn.get() : ready;
        LocalDate day = calendar.date(start);
        boolean worked = calendar.isWorkday(day);
        LocalDate first = firstDay(start);
        boolean inTime = worked && first.equals(day);
        LocalDate leaves = calendar.plus(first, work.toDays());
        String then = "it leaves on " + day(leaves) + ".";
        String reason;
        if (waits) {
            reason = "Released on " + day(day) + ": " + (leaves.equals(day) ? "it leaves the same day." : then);
        } else if (!work.isZero()) {
            reason = "It takes " + span(work) + " to make: " + then;
        } else if (inTime) {
            reason = "Order by " + TIME.format(cutOff) + " on " + day(day) + ": it leaves the same day.";
        } else if (worked) {
            reason = "The cut-off at " + TIME.format(cutOff) + " on " + day(day) + " has passed: " + then;
        } else {
            reason = "Nothing leaves on " + day(day) + ": " + then;
        }
        return new Handover(
                calendar.at(leaves, cutOff), calendar.at(first, cutOff).minus(rest), reason);
    }

    /**
     * The hand-overs after the next one, by time: one for each of so many working days on which the work on something
     * ordered now can begin.
     */
    List<Later> after(Instant now, Duration work, Optional<Instant> shipsOn, int days) {
        Instant ready = now.plus(rest(work));
        LocalDate start = firstDay(shipsOn.filter(ready::isBefore).orElse(ready));
        List<Later> later = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            start = calendar.next(start);
            LocalDate leaves = calendar.plus(start, work.toDays());
            later.add(new Later(
                    calendar.at(start, LocalTime.MIN),
                    new Handover(
                            calendar.at(leaves, cutOff),
                            calendar.at(start, cutOff).minus(rest(work)),
                            "You chose this day: it leaves on " + day(leaves) + ".")));
        }
        return later;
    }

    /** The working day on which work begins that can begin then. */
    private LocalDate firstDay(Instant start) {
        LocalDate day = calendar.date(start);
        boolean inTime = calendar.isWorkday(day) && !start.isAfter(calendar.at(day, cutOff));
        return inTime ? day : calendar.next(day);
    }

    private static Duration rest(Duration work) {
        return work.minusDays(work.toDays());
    }

    /** The arrival that takes as many working days from the hand-over as another one did, at the same time of day. */
    Instant arrival(Instant handover, Instant otherHandover, Instant otherArrival) {
        int days = calendar.between(calendar.date(otherHandover), calendar.date(otherArrival));
        LocalTime time = otherArrival.atZone(calendar.zone()).toLocalTime();
        Instant arrival = calendar.at(calendar.plus(calendar.date(handover), days), time);
        return arrival.isBefore(handover) ? handover : arrival;
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String time(LocalTime time) {
        return TIME.format(time);
    }

    /** Such as {@code Thu 26 Nov, 12:00}. */
    static String moment(Instant instant, ZoneId zone) {
        return DAY.format(instant.atZone(zone)) + ", " + TIME.format(instant.atZone(zone));
    }

    private static String span(Duration work) {
        long days = work.toDays();
        if (days > 0) {
            return days == 1 ? "1 working day" : days + " working days";
        }
        long minutes = work.toMinutes();
        if (minutes < 60) {
            return Math.max(1, minutes) + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
