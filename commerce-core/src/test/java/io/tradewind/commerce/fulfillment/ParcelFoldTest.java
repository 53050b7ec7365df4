package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParcelFoldTest {
    private static final Instant START = Instant.parse("2026-01-15T09:00:00Z");

    @Test
    void the_order_of_arrival_does_not_matter() {
        Random random = new Random(7);
        TrackingStatus[] all = TrackingStatus.values();
        for (int run = 0; run < 2_000; run++) {
            List<TrackingStep> steps = new ArrayList<>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                steps.add(step("e" + i, all[random.nextInt(all.length)], random.nextInt(6)));
            }
            ParcelFold first = ParcelFold.of(steps);
            Collections.shuffle(steps, random);
            assertThat(ParcelFold.of(steps)).as("run " + run).isEqualTo(first);
        }
    }

    /** Adding news one by one never asks for a move that the table forbids. */
    @Test
    void every_change_of_the_fold_is_a_move_of_the_table() {
        Random random = new Random(11);
        TrackingStatus[] all = TrackingStatus.values();
        for (int run = 0; run < 5_000; run++) {
            List<TrackingStep> known = new ArrayList<>();
            ParcelState state = ParcelState.HANDED_OVER;
            for (int i = 0; i < 8; i++) {
                known.add(step("e" + i, all[random.nextInt(all.length)], random.nextInt(10)));
                ParcelState next = ParcelFold.of(known).state();
                if (next != state && next != ParcelState.HANDED_OVER) {
                    ParcelState from = state;
                    assertThat(ParcelFlow.FLOW.steps())
                            .as(from + " to " + next)
                            .anyMatch(it -> it.from().filter(from::equals).isPresent() && it.to() == next);
                    state = next;
                }
            }
        }
    }

    @Test
    void after_delivery_only_the_way_back_counts() {
        List<TrackingStep> steps = new ArrayList<>();
        steps.add(step("a", TrackingStatus.DELIVERED, 1));
        steps.add(step("b", TrackingStatus.OUT_FOR_DELIVERY, 2));
        steps.add(step("c", TrackingStatus.LOST, 3));
        assertThat(ParcelFold.of(steps).state()).isEqualTo(ParcelState.DELIVERED);

        steps.add(step("d", TrackingStatus.RETURNING, 4));
        steps.add(step("g", TrackingStatus.ATTEMPT_FAILED, 4));
        assertThat(ParcelFold.of(steps).state()).isEqualTo(ParcelState.RETURNING);
        steps.add(step("e", TrackingStatus.RETURNED, 5));
        steps.add(step("f", TrackingStatus.IN_TRANSIT, 6));
        assertThat(ParcelFold.of(steps).state()).isEqualTo(ParcelState.RETURNED);
        assertThat(ParcelFold.of(steps).delivered()).contains(START.plusSeconds(1));
    }

    @Test
    void an_unknown_status_changes_nothing() {
        ParcelFold before = ParcelFold.of(List.of(step("a", TrackingStatus.IN_TRANSIT, 1)));
        ParcelFold after =
                ParcelFold.of(List.of(step("a", TrackingStatus.IN_TRANSIT, 1), step("b", TrackingStatus.UNKNOWN, 2)));

        assertThat(after).isEqualTo(before);
    }

    private static TrackingStep step(String id, TrackingStatus status, int second) {
        return new TrackingStep(id, status, TrackingReason.NONE, "", "", START.plusSeconds(second), START);
    }
}
