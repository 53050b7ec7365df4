package io.tradewind.commerce.payment;

import java.util.List;
import java.util.Optional;

/**
 * Something staff must decide, with what is known about it and what they may do. Immutable.
 *
 * @param task what it is about
 * @param account plugin account concerned; empty if it is not about one
 * @param operation what was asked of the provider; empty if it is not about one thing that was asked
 * @param refund the refund concerned; empty if there is none
 * @param moves what staff may do, the one to think of first in front
 */
public record ReviewCase(
        ReviewTask task,
        String account,
        Optional<Operation> operation,
        Optional<Refund> refund,
        List<ReviewMove> moves) {
    /** Copies the list. */
    public ReviewCase {
        moves = List.copyOf(moves);
    }
}
