package io.tradewind.commerce.testkit.payment;

import java.util.List;
import java.util.stream.Stream;

/** The reference gateway with one mistake each: what vendors get wrong, and the rule that must say so. */
final class BrokenGateways {
    private BrokenGateways() {}

    static List<Mutant> all() {
        return Stream.of(
                        BrokenKeys.ALL,
                        BrokenLines.ALL,
                        BrokenAmounts.ALL,
                        BrokenLives.ALL,
                        BrokenHooks.ALL,
                        BrokenGuests.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
