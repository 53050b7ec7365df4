package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.payment.PaymentProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of a payment gateway as tests, one for each case of each rule, named by the rule. Extend it, describe the
 * plugin, and run it with JUnit:
 *
 * <pre>{@code
 * class MyGatewayTest extends PaymentGatewayTck {
 *     @Override
 *     protected PaymentHarness harness() {
 *         return new MyHarness();
 *     }
 * }
 * }</pre>
 *
 * <p>What the profile claims is tested; what it does not claim must fail cleanly. A rule that cannot be judged is
 * aborted and reported as not claimed, not applicable or not run, never as passed. The report is written to
 * {@code target/tradewind-tck.json} and {@code .html}; a plugin with several gateways has one each, with the gateway's
 * code in the name. {@code -Dtradewind.tck.only=PAY-LOST} runs one group or rule, and writes no report.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ConformanceReport.class)
public abstract class PaymentGatewayTck {
    private final List<Outcome> outcomes = new ArrayList<>();
    private int planned;

    /** For subclasses. */
    protected PaymentGatewayTck() {}

    /** Describes the plugin under test; called for every rule. */
    protected abstract PaymentHarness harness();

    /** Returns the folder the report is written to. */
    protected Path reports() {
        return Path.of("target");
    }

    /** Returns every rule as a test. */
    @TestFactory
    Stream<DynamicNode> rules() {
        PaymentProfile profile;
        try (Bench bench = Bench.open(harness())) {
            profile = bench.profile();
        }
        String only = System.getProperty("tradewind.tck.only", "");
        Map<String, List<DynamicNode>> groups = new LinkedHashMap<>();
        for (Rule rule : Rules.ALL) {
            for (String kind : rule.kinds().apply(profile)) {
                planned++;
                if (only.isEmpty() || rule.id().equals(only) || rule.group().equals(only)) {
                    groups.computeIfAbsent(rule.group(), it -> new ArrayList<>())
                            .add(test(rule, kind));
                }
            }
        }
        return groups.entrySet().stream().map(it -> DynamicContainer.dynamicContainer(it.getKey(), it.getValue()));
    }

    private DynamicTest test(Rule rule, String kind) {
        String name = kind.isEmpty() ? rule.id() : rule.id() + " [" + kind + "]";
        return DynamicTest.dynamicTest(name + " " + rule.says(), () -> {
            Outcome outcome = new Run(harness()).of(rule, kind);
            synchronized (outcomes) {
                outcomes.add(outcome);
            }
            if (outcome.result() == Result.FAILED) {
                throw new AssertionError(
                        outcome.name() + ": " + outcome.why(), outcome.thrown().orElse(null));
            } else if (outcome.result() != Result.PASSED) {
                Assumptions.abort(outcome.name() + " " + outcome.result().word() + ": " + outcome.why());
            }
        });
    }

    /** Writes the report once everything has run. */
    void report() throws IOException {
        List<Outcome> all;
        synchronized (outcomes) {
            all = List.copyOf(outcomes);
        }
        if (!all.isEmpty() && all.size() == planned) {
            Report.of(harness(), all).write(reports());
        }
    }
}
