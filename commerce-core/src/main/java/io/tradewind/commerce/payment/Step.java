package io.tradewind.commerce.payment;

import io.tradewind.commerce.payment.OperationFold.Folded;
import java.util.List;
import java.util.Optional;

/**
 * What a piece of evidence comes to: the rows as they will be, and what must follow.
 *
 * @param before the rows as they were
 * @param after the rows as they will be
 * @param evidence what was learnt
 * @param folded what the fold said
 * @param move the move; empty if the state stays
 * @param booked money that came or went; empty if none did
 * @param factKey what makes the money known when the same news comes again
 * @param factRef the provider's or bank's reference of the money; may be empty
 * @param failed true if the operation has just ended in a no and is not tried again by itself
 */
record Step(
        Loaded before,
        Loaded after,
        Evidence evidence,
        Folded folded,
        Optional<OperationMove> move,
        Optional<Booking> booked,
        String factKey,
        String factRef,
        boolean failed) {
    boolean moves() {
        return move.isPresent();
    }

    /** How much money was taken, given back or given up by it; what was asked for if none was. */
    long amount() {
        return entries().isEmpty()
                ? after.operation().amount()
                : entries().get(entries().size() - 1).amount();
    }

    boolean approves() {
        return moves() && after.operation().state() == OperationState.APPROVED;
    }

    boolean changesPayment() {
        return !after.payment().equals(before.payment());
    }

    List<Booking.Entry> entries() {
        return booked.map(Booking::facts).orElse(List.of()).stream()
                .filter(entry -> entry.amount() != 0)
                .toList();
    }
}
