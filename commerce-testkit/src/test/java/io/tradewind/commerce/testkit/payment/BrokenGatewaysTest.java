package io.tradewind.commerce.testkit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit catches what vendors get wrong: each broken gateway fails the rule that is about its mistake. */
class BrokenGatewaysTest {
    private static final Map<String, String> TABLE = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> each_broken_gateway_fails_its_rule() {
        return BrokenGateways.all().stream()
                .map(it -> DynamicTest.dynamicTest(it.name() + " fails " + it.rule(), () -> isCaught(it)));
    }

    private static void isCaught(Mutant mutant) {
        PaymentHarness harness = mutant.harness();
        Rule rule = Rules.of(mutant.rule());
        List<Outcome> outcomes = new ArrayList<>();
        for (String kind : cases(harness, rule)) {
            outcomes.add(new Run(harness).of(rule, kind));
        }
        List<String> caught =
                outcomes.stream().filter(Outcome::foundFault).map(Outcome::name).toList();
        TABLE.put(mutant.name(), caught.isEmpty() ? "NOT CAUGHT" : String.join(", ", caught));
        assertThat(caught)
                .as("cases of %s that caught it among %s", rule.id(), outcomes)
                .isNotEmpty();
        assertThat(outcomes)
                .filteredOn(it -> it.result() == Result.FAILED && !it.foundFault())
                .as("rules that stumbled instead of judging")
                .isEmpty();
    }

    private static List<String> cases(PaymentHarness harness, Rule rule) {
        try (Bench bench = Bench.open(harness)) {
            return rule.kinds().apply(bench.profile());
        } catch (IllegalStateException refused) {
            return List.of(""); // settings that a host refuses never get as far as a profile
        }
    }

    @Test
    void the_list_has_every_mistake_once() {
        assertThat(BrokenGateways.all())
                .hasSizeGreaterThanOrEqualTo(53)
                .extracting(Mutant::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void no_rule_is_without_a_gateway_that_breaks_it() {
        Set<String> broken = BrokenGateways.all().stream().map(Mutant::rule).collect(Collectors.toSet());
        assertThat(Rules.ALL).extracting(Rule::id).allMatch(broken::contains);
    }

    @AfterAll
    static void print() {
        StringBuilder text = new StringBuilder("Broken gateways and the rule that caught each:\n");
        TABLE.forEach((name, rule) -> text.append(String.format("  %-34s %s%n", name, rule)));
        System.out.print(text);
    }
}
