package io.tradewind.commerce.testkit.payment;

import java.util.List;
import java.util.stream.Stream;

/** Every rule of the payment kit, in the order of the documentation. */
final class Rules {
    static final List<Rule> ALL = Stream.of(
                    ConfRules.ALL,
                    SpecRules.ALL,
                    LogRules.ALL,
                    RunRules.ALL,
                    LifeRules.ALL,
                    AmountRules.ALL,
                    KeyRules.ALL,
                    LineRules.ALL,
                    DeclineRules.ALL,
                    ClaimRules.ALL,
                    QueryRules.ALL,
                    HookRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    static Rule of(String id) {
        return ALL.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule " + id));
    }
}
