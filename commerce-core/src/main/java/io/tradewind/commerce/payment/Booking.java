package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.OperationKind;
import java.util.List;

/**
 * What approved money does to the position of a payment. Pure.
 *
 * @param position afterwards
 * @param facts what is written down, so that the position stays the sum of its facts
 * @param outside true if the money is booked as moved outside this library: nobody asked for it, or the amounts would
 *     be impossible for money that only we move
 */
record Booking(Position position, List<Entry> facts, boolean outside) {
    /** One kind of money and how much. */
    record Entry(FactKind kind, long amount) {}

    Booking {
        facts = List.copyOf(facts);
    }

    /** Books an approved operation, and releases what it had set aside. */
    static Booking of(Position before, OperationKind kind, long amount, long setAside) {
        Position freed = before.plus(Position.aside(kind, -setAside));
        Booking ours = book(freed, entries(kind, amount), false);
        return ours.position().fits() ? ours : outside(freed, kind, amount);
    }

    /** Books money that moved without any operation of ours. */
    static Booking outside(Position before, OperationKind kind, long amount) {
        return switch (kind) {
            case AUTHORIZE, PURCHASE, CAPTURE, INCREMENT ->
                book(before, List.of(new Entry(FactKind.CAPTURED, amount)), true);
            case REFUND -> book(before, List.of(new Entry(FactKind.REFUNDED, amount)), true);
            case CANCEL ->
                book(
                        before,
                        List.of(new Entry(FactKind.CANCELLED, Math.max(0, Math.min(amount, before.open())))),
                        true);
        };
    }

    /** A bank took money back for good. */
    static Booking chargedBack(Position before, long amount) {
        return book(before, List.of(new Entry(FactKind.CHARGED_BACK, amount)), true);
    }

    private static Booking book(Position before, List<Entry> facts, boolean outside) {
        Position after = before;
        for (Entry fact : facts) {
            after = after.plus(Position.of(fact.kind(), fact.amount(), outside));
        }
        return new Booking(after, facts, outside);
    }

    private static List<Entry> entries(OperationKind kind, long amount) {
        return switch (kind) {
            case AUTHORIZE, INCREMENT -> List.of(new Entry(FactKind.AUTHORIZED, amount));
            case PURCHASE -> List.of(new Entry(FactKind.AUTHORIZED, amount), new Entry(FactKind.CAPTURED, amount));
            case CAPTURE -> List.of(new Entry(FactKind.CAPTURED, amount));
            case CANCEL -> List.of(new Entry(FactKind.CANCELLED, amount));
            case REFUND -> List.of(new Entry(FactKind.REFUNDED, amount));
        };
    }
}
