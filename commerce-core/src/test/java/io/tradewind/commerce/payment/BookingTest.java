package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.payment.OperationKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BookingTest {
    @Test
    void a_purchase_reserves_and_takes_in_one() {
        Booking booking = Booking.of(Position.ZERO, OperationKind.PURCHASE, 100, 0);
        assertThat(booking.position()).isEqualTo(new Position(100, 0, 100, 0, 0, 0, 0, 0, 0));
        assertThat(booking.outside()).isFalse();
    }

    @Test
    void a_capture_releases_what_it_had_set_aside() {
        Position before = new Position(100, 0, 0, 60, 0, 0, 0, 0, 0);
        Booking booking = Booking.of(before, OperationKind.CAPTURE, 60, 60);
        assertThat(booking.position()).isEqualTo(new Position(100, 0, 60, 0, 0, 0, 0, 0, 0));
        assertThat(booking.position().open()).isEqualTo(40);
    }

    @Test
    void a_capture_that_cannot_be_is_booked_as_money_from_outside() {
        Position before = new Position(100, 0, 100, 0, 0, 0, 0, 0, 0);
        Booking booking = Booking.of(before, OperationKind.CAPTURE, 100, 0);
        assertThat(booking.outside()).isTrue();
        assertThat(booking.position().extCaptured()).isEqualTo(100);
        assertThat(booking.position().fits()).isTrue();
    }

    @Test
    void whatever_happens_the_position_is_possible_and_the_sum_of_its_facts() {
        Random random = new Random(3);
        for (int round = 0; round < 10_000; round++) {
            Position position = Position.ZERO;
            Position sum = Position.ZERO;
            for (int step = 0; step < 12; step++) {
                OperationKind kind = List.of(OperationKind.values()).get(random.nextInt(OperationKind.values().length));
                Booking booking = Booking.of(position, kind, 1 + random.nextInt(100), 0);
                for (Booking.Entry entry : booking.facts()) {
                    sum = sum.plus(Position.of(entry.kind(), entry.amount(), booking.outside()));
                }
                position = booking.position();
                assertThat(position.fits()).isTrue();
                assertThat(position).isEqualTo(sum);
                assertThat(position.refundable()).isNotNegative().isLessThanOrEqualTo(position.captured());
            }
        }
    }
}
