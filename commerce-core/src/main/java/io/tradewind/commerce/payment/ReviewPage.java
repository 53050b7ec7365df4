package io.tradewind.commerce.payment;

import java.util.List;
import java.util.Optional;

/**
 * Cases that wait for a decision, oldest first.
 *
 * @param cases at most 50
 * @param next where the next page begins, for {@link Payments#reviews}; empty if this is the last
 */
public record ReviewPage(List<ReviewCase> cases, Optional<String> next) {
    /** Copies the list. */
    public ReviewPage {
        cases = List.copyOf(cases);
    }
}
