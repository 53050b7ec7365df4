package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a parcel is, from everything that is known of it. Pure, and independent of the order in which news came: events
 * sort by the time they happened, then by the time they were heard of. The last one counts, except that a parcel once
 * delivered can only turn back or be delivered again, and a returned one stays; what says nothing about a place only sets a flag or nothing.
 *
 * @param state where it is; {@code HANDED_OVER} if nothing is known
 * @param moving true if any event proves that the carrier has it
 * @param delivered when it was first delivered, whatever came after
 * @param delayed the carrier said that it is late and nothing newer has overtaken that
 * @param onHold the carrier stopped it and nothing newer has overtaken that
 */
record ParcelFold(ParcelState state, boolean moving, Optional<Instant> delivered, boolean delayed, boolean onHold) {
    private static final Comparator<TrackingStep> BY_TIME = Comparator.comparing(TrackingStep::occurredAt)
            .thenComparing(TrackingStep::receivedAt)
            .thenComparing(TrackingStep::id);

    static ParcelFold of(List<TrackingStep> steps) {
        ParcelFold fold = new ParcelFold(ParcelState.HANDED_OVER, false, Optional.empty(), false, false);
        for (TrackingStep step : steps.stream().sorted(BY_TIME).toList()) {
            fold = fold.after(step);
        }
        return fold;
    }

    private ParcelFold after(TrackingStep step) {
        ParcelState next = next(step.status());
        boolean proves = moving || proves(step.status());
        Optional<Instant> arrived = delivered.isEmpty() && step.status() == TrackingStatus.DELIVERED
                ? Optional.of(step.occurredAt())
                : delivered;
        return switch (step.status()) {
            case DELAYED -> new ParcelFold(state, proves, arrived, true, onHold);
            case ON_HOLD -> new ParcelFold(state, proves, arrived, delayed, true);
            case UNKNOWN, ANNOUNCED, CANCELLED -> this;
            default -> new ParcelFold(next, proves, arrived, delayed && !next.isOver(), false);
        };
    }

    private ParcelState next(TrackingStatus status) {
        boolean counts = status == TrackingStatus.RETURNING
                || status == TrackingStatus.RETURNED
                || status == TrackingStatus.DELIVERED;
        if (state == ParcelState.RETURNED || (delivered.isPresent() && !counts)) {
            return state;
        }
        return switch (status) {
            case HANDED_OVER -> state == ParcelState.LOST ? ParcelState.IN_TRANSIT : state;
            case IN_TRANSIT -> ParcelState.IN_TRANSIT;
            case OUT_FOR_DELIVERY -> ParcelState.OUT_FOR_DELIVERY;
            case READY_FOR_COLLECTION -> ParcelState.READY_FOR_COLLECTION;
            case ATTEMPT_FAILED -> ParcelState.ATTEMPT_FAILED;
            case DELIVERED -> ParcelState.DELIVERED;
            case RETURNING -> ParcelState.RETURNING;
            case RETURNED -> ParcelState.RETURNED;
            case LOST -> ParcelState.LOST;
            case ANNOUNCED, ON_HOLD, DELAYED, CANCELLED, UNKNOWN -> state;
        };
    }

    private static boolean proves(TrackingStatus status) {
        return switch (status) {
            case ANNOUNCED, CANCELLED, UNKNOWN, DELAYED, ON_HOLD -> false;
            default -> true;
        };
    }
}
