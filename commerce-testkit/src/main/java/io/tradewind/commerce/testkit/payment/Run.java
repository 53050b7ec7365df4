package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.payment.PaymentCapability;
import java.time.Duration;
import java.util.Optional;

/** Runs one case of one rule against one plugin, on a bench of its own. */
final class Run {
    private final PaymentHarness harness;

    Run(PaymentHarness harness) {
        this.harness = harness;
    }

    Outcome of(Rule rule, String kind) {
        long start = System.nanoTime();
        try (Bench bench = Bench.open(harness)) {
            try {
                admit(rule, bench);
                rule.check().on(bench, kind);
                return outcome(rule, kind, Result.PASSED, start, "", Optional.empty());
            } catch (Skipped skipped) {
                return outcome(rule, kind, skipped.result(), start, skipped.why(), Optional.empty());
            } catch (Broken broken) {
                String why = rule.says() + "\n" + broken.getMessage() + "\nwhat was sent and answered:\n"
                        + bench.transcript();
                return outcome(rule, kind, Result.FAILED, start, why, Optional.of(broken));
            }
        } catch (Throwable stumbled) {
            String why = rule.says() + "\nthe rule could not be judged: " + stumbled;
            return outcome(rule, kind, Result.FAILED, start, why, Optional.of(stumbled));
        }
    }

    private static void admit(Rule rule, Bench bench) {
        for (PaymentCapability each : rule.claims()) {
            if (!bench.profile().can(each)) {
                throw Skipped.notClaimed(each);
            }
        }
        for (Rule.Need need : rule.needs()) {
            if (!bench.has(need)) {
                throw Skipped.notApplicable(need.otherwise);
            }
        }
    }

    private static Outcome outcome(
            Rule rule, String kind, Result result, long start, String why, Optional<Throwable> thrown) {
        long ms = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new Outcome(rule.id(), kind, rule.says(), result, ms, why, thrown);
    }
}
