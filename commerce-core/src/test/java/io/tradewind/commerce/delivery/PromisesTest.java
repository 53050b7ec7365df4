package io.tradewind.commerce.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromisesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1), LocalDate.of(2026, 5, 14));
    private static final WorkCalendar CALENDAR = new WorkCalendar(BERLIN, WEEK, HOLIDAYS);

    @Test
    void what_is_ordered_at_the_very_minute_of_the_cut_off_leaves_the_same_day() {
        assertThat(leaves("2026-01-15T15:00")).isEqualTo(at("2026-01-15T15:00"));
        assertThat(next("2026-01-15T15:00", Duration.ZERO).reason())
                .isEqualTo("Order by 15:00 on Thu 15 Jan: it leaves the same day.");
    }

    @Test
    void a_microsecond_later_it_leaves_the_next_day() {
        Instant late = at("2026-01-15T15:00").plusNanos(1000);

        Handover handover = promises().next(late, Duration.ZERO, Optional.empty());

        assertThat(handover.at()).isEqualTo(at("2026-01-16T15:00"));
        assertThat(handover.orderBy()).isEqualTo(at("2026-01-16T15:00"));
        assertThat(handover.reason())
                .isEqualTo("The cut-off at 15:00 on Thu 15 Jan has passed: it leaves on Fri 16 Jan.");
    }

    @Test
    void nothing_leaves_on_the_weekend() {
        assertThat(leaves("2026-01-16T15:01")).isEqualTo(at("2026-01-19T15:00"));
        assertThat(leaves("2026-01-17T09:00")).isEqualTo(at("2026-01-19T15:00"));
        assertThat(next("2026-01-18T23:59", Duration.ZERO).reason())
                .isEqualTo("Nothing leaves on Sun 18 Jan: it leaves on Mon 19 Jan.");
    }

    @Test
    void nothing_leaves_on_a_holiday() {
        assertThat(leaves("2026-05-14T09:00")).isEqualTo(at("2026-05-15T15:00"));
        assertThat(leaves("2026-05-13T15:30")).isEqualTo(at("2026-05-15T15:00"));
    }

    @Test
    void the_year_ends_between_two_holidays() {
        assertThat(leaves("2026-12-24T16:00")).isEqualTo(at("2026-12-28T15:00"));
        assertThat(leaves("2026-12-31T15:00")).isEqualTo(at("2026-12-31T15:00"));
        assertThat(leaves("2026-12-31T15:01")).isEqualTo(at("2027-01-04T15:00"));
    }

    @Test
    void the_cut_off_stays_at_its_local_time_when_the_clocks_change() {
        assertThat(Duration.between(leaves("2026-03-27T10:00"), leaves("2026-03-30T10:00")))
                .as("Friday to Monday across the short night")
                .isEqualTo(Duration.ofHours(71));
        assertThat(Duration.between(leaves("2026-10-23T10:00"), leaves("2026-10-26T10:00")))
                .as("Friday to Monday across the long night")
                .isEqualTo(Duration.ofHours(73));
    }

    @Test
    void a_cut_off_in_the_hour_that_is_skipped_or_repeated_is_still_one_instant() {
        Promises nightly =
                new Promises(new WorkCalendar(BERLIN, EnumSet.allOf(DayOfWeek.class), Set.of()), LocalTime.of(2, 30));

        Handover skipped = nightly.next(at("2026-03-29T01:59"), Duration.ZERO, Optional.empty());
        Handover repeated = nightly.next(at("2026-10-25T01:00"), Duration.ZERO, Optional.empty());

        assertThat(skipped.at()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(repeated.at()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(nightly.next(repeated.at().plusSeconds(1), Duration.ZERO, Optional.empty())
                        .at())
                .as("the second 2:30 of that night is no second chance")
                .isEqualTo(at("2026-10-26T02:30"));
    }

    @Test
    void hours_of_making_must_pass_before_the_cut_off_and_days_of_making_are_working_days() {
        assertThat(next("2026-01-15T13:00", Duration.ofHours(2)).at()).isEqualTo(at("2026-01-15T15:00"));
        assertThat(next("2026-01-15T13:01", Duration.ofHours(2)).at()).isEqualTo(at("2026-01-16T15:00"));
        assertThat(next("2026-01-15T10:00", Duration.ofDays(2)).at())
                .as("Thursday, two working days on, over the weekend")
                .isEqualTo(at("2026-01-19T15:00"));
        assertThat(next("2026-01-15T10:00", Duration.ofDays(2)).reason())
                .isEqualTo("It takes 2 working days to make: it leaves on Mon 19 Jan.");
        assertThat(next("2026-01-15T10:00", Duration.ofMinutes(90)).reason()).contains("1 h 30 min");
    }

    @Test
    void what_is_not_out_yet_leaves_on_the_working_day_of_its_release_or_after_it() {
        Handover saturday = promises().next(at("2026-01-15T10:00"), Duration.ZERO, Optional.of(at("2026-02-14T00:00")));
        Handover past = promises().next(at("2026-01-15T10:00"), Duration.ZERO, Optional.of(at("2026-01-01T00:00")));

        assertThat(saturday.at()).isEqualTo(at("2026-02-16T15:00"));
        assertThat(saturday.reason()).isEqualTo("Released on Sat 14 Feb: it leaves on Mon 16 Feb.");
        assertThat(past.at()).isEqualTo(at("2026-01-15T15:00"));
    }

    @Test
    void work_for_a_later_day_begins_in_time_and_not_before() {
        Duration work = Duration.ofDays(1).plusHours(2);

        List<Promises.Later> later = promises().after(at("2026-01-15T16:00"), work, Optional.empty(), 2);

        assertThat(promises()
                        .next(at("2026-01-15T16:00"), work, Optional.empty())
                        .at())
                .as("begun on Friday, a working day on")
                .isEqualTo(at("2026-01-19T15:00"));
        assertThat(later.get(0).startsOn()).isEqualTo(at("2026-01-19T00:00"));
        assertThat(later.get(0).handover())
                .isEqualTo(new Handover(
                        at("2026-01-20T15:00"),
                        at("2026-01-19T13:00"),
                        "You chose this day: it leaves on Tue 20 Jan."));
        assertThat(later.get(1).handover().at()).isEqualTo(at("2026-01-21T15:00"));
        assertThat(promises().after(at("2026-01-15T10:00"), Duration.ZERO, Optional.of(at("2026-02-14T00:00")), 1))
                .as("released on a Saturday: Monday is the first, so Tuesday is the first to choose")
                .extracting(it -> it.handover().at())
                .containsExactly(at("2026-02-17T15:00"));
    }

    @Test
    void an_arrival_takes_as_many_working_days_as_another_did() {
        Instant arrival = promises().arrival(at("2026-01-16T15:00"), at("2026-01-12T15:00"), at("2026-01-14T18:00"));

        assertThat(arrival).as("two working days after a Friday").isEqualTo(at("2026-01-20T18:00"));
    }

    @Test
    void whatever_is_ordered_until_the_order_by_leaves_at_the_promised_hand_over_and_nothing_later_does() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(2 * 366 * 86_400));
            Duration work = Duration.ofMinutes(random.nextInt(4 * 24 * 60));

            Handover handover = promises().next(now, work, Optional.empty());

            assertThat(handover.orderBy()).isAfterOrEqualTo(now);
            assertThat(handover.at()).isAfterOrEqualTo(now);
            assertThat(CALENDAR.isWorkday(CALENDAR.date(handover.at()))).isTrue();
            assertThat(promises()
                            .next(handover.orderBy(), work, Optional.empty())
                            .at())
                    .isEqualTo(handover.at());
            assertThat(promises()
                            .next(handover.orderBy().plusNanos(1000), work, Optional.empty())
                            .at())
                    .isAfter(handover.at());
        }
    }

    private static Promises promises() {
        return new Promises(CALENDAR, LocalTime.of(15, 0));
    }

    private static Handover next(String local, Duration work) {
        return promises().next(at(local), work, Optional.empty());
    }

    private static Instant leaves(String local) {
        return next(local, Duration.ZERO).at();
    }

    private static Instant at(String local) {
        return ZonedDateTime.of(LocalDateTime.parse(local), BERLIN).toInstant();
    }
}
