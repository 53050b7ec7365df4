package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
    private final Breaker breaker = new Breaker();

    @Test
    void it_opens_when_more_than_half_of_at_least_five_calls_failed() {
        record(false, false, true, true);
        assertThat(breaker.wouldPass(NOW)).isTrue();
        record(true);

        assertThat(breaker.tryPass(NOW)).isNull();
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void half_is_not_more_than_half() {
        record(false, true, false, true, false, true);
        assertThat(breaker.tryPass(NOW)).isNotNull();
    }

    @Test
    void only_the_last_twenty_calls_count() {
        for (int i = 0; i < 20; i++) {
            record(false);
        }
        for (int i = 0; i < 10; i++) {
            record(true);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        record(true);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void after_ten_seconds_one_probe_goes_through_and_its_success_closes_it() {
        open();
        Instant later = NOW.plusSeconds(10);

        assertThat(breaker.tryPass(later.minusMillis(1))).isNull();
        Breaker.Pass probe = passed(later);
        assertThat(breaker.tryPass(later)).isNull();
        breaker.record(probe, false, later);
        assertThat(breaker.tryPass(later)).isNotNull();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void failing_probes_double_the_pause_up_to_five_minutes() {
        open();
        Instant now = NOW;
        for (long pause : new long[] {10, 20, 40, 80, 160, 300, 300}) {
            assertThat(breaker.tryPass(now.plusSeconds(pause).minusMillis(1)))
                    .as("%s s", pause)
                    .isNull();
            now = now.plus(Duration.ofSeconds(pause));
            breaker.record(passed(now), true, now);
        }
    }

    @Test
    void a_probe_that_never_went_out_may_be_tried_again() {
        open();
        Instant later = NOW.plusSeconds(10);
        breaker.release(passed(later));
        assertThat(breaker.tryPass(later)).isNotNull();
    }

    @Test
    void what_a_call_from_before_it_opened_brings_says_nothing_about_its_probe() {
        Breaker.Pass slow = passed(NOW);
        Breaker.Pass slower = passed(NOW);
        Breaker.Pass neverSent = passed(NOW);
        open();
        Instant later = NOW.plusSeconds(10);
        Breaker.Pass probe = passed(later);

        breaker.record(slow, false, later);
        breaker.record(slower, true, later);
        breaker.release(neverSent);

        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        assertThat(breaker.tryPass(later)).isNull();
        breaker.record(probe, true, later);
        assertThat(breaker.openUntil()).as("twice as long, once").isEqualTo(later.plusSeconds(20));
    }

    private Breaker.Pass passed(Instant now) {
        Breaker.Pass pass = breaker.tryPass(now);
        assertThat(pass).as("%s", now).isNotNull();
        return pass;
    }

    private void open() {
        record(true, true, true, true, true);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    private void record(boolean... failures) {
        for (boolean failure : failures) {
            breaker.record(passed(NOW), failure, NOW);
        }
    }
}
