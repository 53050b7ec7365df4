package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskScheduleTest {
    private static final Instant LOST = Instant.parse("2026-01-15T09:00:00Z");

    @Test
    void a_lost_answer_is_asked_about_densely_at_first_and_then_daily_until_it_is_for_staff_alone() {
        List<Duration> offsets = new ArrayList<>();
        Instant now = LOST;
        Optional<Instant> next = AskSchedule.afterLoss(LOST, 0, now, 1);
        for (int asks = 1; next.isPresent(); asks++) {
            now = next.get();
            offsets.add(Duration.between(LOST, now));
            next = AskSchedule.afterLoss(LOST, asks, now, 1);
        }
        assertThat(offsets)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofHours(24),
                        Duration.ofDays(2),
                        Duration.ofDays(3),
                        Duration.ofDays(4),
                        Duration.ofDays(5),
                        Duration.ofDays(6));
    }

    @Test
    void after_a_long_stop_nobody_asks_in_a_burst() {
        Instant back = LOST.plus(Duration.ofDays(2));
        assertThat(AskSchedule.afterLoss(LOST, 2, back, 1)).contains(back.plusSeconds(5));
    }

    @Test
    void a_buyer_who_keeps_looking_does_not_use_the_schedule_up() {
        Instant now = LOST.plusSeconds(40);
        assertThat(AskSchedule.afterLoss(LOST, 20, now, 1)).contains(LOST.plus(Duration.ofMinutes(2)));
        assertThat(AskSchedule.afterLoss(LOST, 20, LOST.plus(Duration.ofDays(6)), 1))
                .isEmpty();
        assertThat(AskSchedule.whileWaiting(LOST, 20, now, 1)).isEqualTo(now.plus(Duration.ofMinutes(15)));
        assertThat(AskSchedule.whileWaiting(LOST, 1, LOST.plus(Duration.ofMinutes(15)), 1))
                .isEqualTo(LOST.plus(Duration.ofMinutes(75)));
        assertThat(AskSchedule.whileWaiting(LOST, 20, LOST.plus(Duration.ofHours(8)), 1))
                .isEqualTo(LOST.plus(Duration.ofHours(32)));
    }
}
