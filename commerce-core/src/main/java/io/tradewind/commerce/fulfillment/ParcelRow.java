package io.tradewind.commerce.fulfillment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A parcel as it lies in the database. A change gives a new value; {@link #in} is a move and counts the version up.
 *
 * @param value value of the contents
 */
record ParcelRow(
        UUID id,
        UUID orderId,
        Optional<UUID> workId,
        Optional<UUID> returnId,
        int n,
        ParcelDirection direction,
        int version,
        ParcelState state,
        Measure measure,
        Money value,
        LabelFacts label,
        Journey journey,
        Instant createdAt) {

    /** Grams and millimetres; a side of 0 was not measured. */
    record Measure(int grams, int lengthMm, int widthMm, int heightMm) {}

    /** How it travels. */
    record Journey(
            boolean delayed,
            boolean onHold,
            Optional<Instant> pollAt,
            Optional<Instant> handedOverAt,
            Optional<Instant> deliveredAt) {
        static final Journey NONE = new Journey(false, false, Optional.empty(), Optional.empty(), Optional.empty());

        Journey pollingAt(Optional<Instant> at) {
            return new Journey(delayed, onHold, at, handedOverAt, deliveredAt);
        }

        Journey handedOver(Instant at) {
            return new Journey(delayed, onHold, pollAt, Optional.of(at), deliveredAt);
        }

        Journey delivered(Instant at) {
            return new Journey(delayed, onHold, pollAt, handedOverAt, Optional.of(at));
        }

        Journey flagged(boolean isDelayed, boolean isOnHold) {
            return new Journey(isDelayed, isOnHold, pollAt, handedOverAt, deliveredAt);
        }
    }

    ParcelRow in(ParcelState next) {
        return new ParcelRow(
                id,
                orderId,
                workId,
                returnId,
                n,
                direction,
                version + 1,
                next,
                measure,
                value,
                label,
                journey,
                createdAt);
    }

    ParcelRow with(LabelFacts itsLabel) {
        return new ParcelRow(
                id, orderId, workId, returnId, n, direction, version, state, measure, value, itsLabel, journey,
                createdAt);
    }

    ParcelRow with(Journey itsJourney) {
        return new ParcelRow(
                id,
                orderId,
                workId,
                returnId,
                n,
                direction,
                version,
                state,
                measure,
                value,
                label,
                itsJourney,
                createdAt);
    }

    boolean isOutbound() {
        return direction == ParcelDirection.OUTBOUND;
    }
}
