package io.tradewind.commerce.returns;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** A return as it lies in the database. A change gives a new value; {@link #in} is a move and counts the version up. */
record ReturnRow(
        UUID id,
        UUID orderId,
        int version,
        ReturnState state,
        ReturnOrigin origin,
        String ownerKey,
        String askedBy,
        String note,
        String answer,
        Optional<UUID> parcelId,
        Money preview,
        Money refunded,
        Money refundedDelivery,
        Optional<UUID> refundId,
        String problem,
        Optional<Instant> expiresAt,
        Optional<Instant> lookAt,
        Instant createdAt,
        List<Line> lines) {
    private static final int TEXT = 400;

    ReturnRow {
        lines = List.copyOf(lines);
        problem = problem.length() > TEXT ? problem.substring(0, TEXT) : problem;
    }

    /** Units of one order line. */
    record Line(
            UUID id,
            UUID lineId,
            Sku sku,
            int quantity,
            ReturnReason reason,
            String note,
            int received,
            int surplus,
            int accepted,
            int restocked,
            int scrapped,
            int missing,
            Money refunded) {

        Line received(int units, int beyond) {
            return new Line(
                    id, lineId, sku, quantity, reason, note, units, beyond, accepted, restocked, scrapped, missing,
                    refunded);
        }

        Line graded(Inspection it, Money refund) {
            return new Line(
                    id,
                    lineId,
                    sku,
                    quantity,
                    reason,
                    note,
                    received,
                    surplus,
                    it.accepted(),
                    it.restocked(),
                    it.scrapped(),
                    quantity - received,
                    refund);
        }
    }

    ReturnRow in(ReturnState next) {
        return new ReturnRow(
                id,
                orderId,
                version + 1,
                next,
                origin,
                ownerKey,
                askedBy,
                note,
                answer,
                parcelId,
                preview,
                refunded,
                refundedDelivery,
                refundId,
                problem,
                expiresAt,
                lookAt,
                createdAt,
                lines);
    }

    ReturnRow with(List<Line> itsLines) {
        return new ReturnRow(
                id,
                orderId,
                version,
                state,
                origin,
                ownerKey,
                askedBy,
                note,
                answer,
                parcelId,
                preview,
                refunded,
                refundedDelivery,
                refundId,
                problem,
                expiresAt,
                lookAt,
                createdAt,
                itsLines);
    }

    ReturnRow answered(String text) {
        return new ReturnRow(
                id,
                orderId,
                version,
                state,
                origin,
                ownerKey,
                askedBy,
                note,
                text,
                parcelId,
                preview,
                refunded,
                refundedDelivery,
                refundId,
                problem,
                expiresAt,
                lookAt,
                createdAt,
                lines);
    }

    ReturnRow travelling(Optional<UUID> parcel, Optional<Instant> until) {
        return new ReturnRow(
                id,
                orderId,
                version,
                state,
                origin,
                ownerKey,
                askedBy,
                note,
                answer,
                parcel,
                preview,
                refunded,
                refundedDelivery,
                refundId,
                problem,
                until,
                lookAt,
                createdAt,
                lines);
    }

    ReturnRow refunding(Money total, Money delivery, Optional<UUID> refund, String trouble) {
        return new ReturnRow(
                id, orderId, version, state, origin, ownerKey, askedBy, note, answer, parcelId, preview, total,
                delivery, refund, trouble, expiresAt, lookAt, createdAt, lines);
    }

    ReturnRow lookingAt(Optional<Instant> at) {
        return new ReturnRow(
                id,
                orderId,
                version,
                state,
                origin,
                ownerKey,
                askedBy,
                note,
                answer,
                parcelId,
                preview,
                refunded,
                refundedDelivery,
                refundId,
                problem,
                expiresAt,
                at,
                createdAt,
                lines);
    }

    /** Announced units by order line. */
    Map<UUID, Integer> quantities() {
        Map<UUID, Integer> units = new LinkedHashMap<>();
        lines.forEach(line -> units.put(line.lineId(), line.quantity()));
        return units;
    }

    boolean isUntouched() {
        return lines.stream().allMatch(line -> line.received() == 0);
    }
}
