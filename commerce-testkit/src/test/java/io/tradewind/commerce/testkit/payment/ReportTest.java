package io.tradewind.commerce.testkit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.reference.ReferenceHarness;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the kit says about what it could not judge, and how it says it. */
class ReportTest {
    /** The smallest plugin there is: an invoice on paper. */
    private record PaperPay(ProviderContext context) implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.offline();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return new PaymentResult.Pending(
                    new ProviderRef("paper-" + request.call().id()),
                    context.clock().instant().plus(Duration.ofDays(14)),
                    Details.NONE);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return new StatusReport.Unavailable("a person decides");
        }
    }

    private static Outcome run(String rule, String kind, PaymentHarness harness) {
        return new Run(harness).of(Rules.of(rule), kind);
    }

    private static PaymentHarness paper() {
        return PaymentHarness.offline(ProviderFactory.of("paper-pay", List.of(), PaperPay::new));
    }

    @Test
    void what_makes_no_sense_without_a_provider_is_never_passed() {
        for (Rule rule : Rules.ALL) {
            if (rule.needs().contains(Rule.Need.LINE) || rule.needs().contains(Rule.Need.COUNT)) {
                Outcome outcome = run(
                        rule.id(),
                        rule.kinds().apply(PaymentProfiles.offline()).stream()
                                .findFirst()
                                .orElse("PURCHASE"),
                        paper());
                assertThat(outcome.result())
                        .as(outcome.toString())
                        .isIn(Result.NOT_APPLICABLE, Result.NOT_CLAIMED, Result.NOT_RUN);
            }
        }
    }

    @Test
    void what_is_not_claimed_says_so_and_what_the_harness_leaves_out_is_not_run() {
        assertThat(run("PAY-LIFE-1", "", paper()).result()).isEqualTo(Result.NOT_CLAIMED);
        PaymentHarness poor = new ReferenceHarnessWithoutDeclines();
        assertThat(run("PAY-DECL-1", "", poor)).satisfies(it -> {
            assertThat(it.result()).isEqualTo(Result.NOT_RUN);
            assertThat(it.why()).contains("declines()");
        });
    }

    /** The reference plugin, described by somebody in a hurry. */
    private static final class ReferenceHarnessWithoutDeclines extends Delegating {
        ReferenceHarnessWithoutDeclines() {
            super(new ReferenceHarness(new ReferencePlugin()));
        }

        @Override
        public List<ScriptedDecline> declines() {
            return List.of();
        }
    }

    @Test
    void a_failure_names_the_rule_what_was_sent_and_what_was_expected() {
        Mutant mutant = BrokenGateways.all().stream()
                .filter(it -> it.name().equals("captures-everything"))
                .findFirst()
                .orElseThrow();
        Outcome outcome = run("PAY-LIFE-4", "", mutant.harness());

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.why())
                .contains("The amount captured is the amount asked")
                .contains("expected CAPTURED EUR 4.10")
                .contains("amount=EUR 12.50")
                .contains("POST /v1/payments/au_1/captures {\"amount\":1250")
                .doesNotContain("sk_test_good");
    }

    @Test
    void the_report_is_written_as_json_and_html(@TempDir Path folder) throws IOException {
        List<Outcome> outcomes = List.of(
                new Outcome("PAY-LIFE-1", "", "says", Result.PASSED, 4, "", Optional.empty()),
                new Outcome("PAY-LOST-2", "REFUND", "says <b>", Result.FAILED, 5, "was <3", Optional.empty()),
                new Outcome("PAY-DECL-1", "", "says", Result.NOT_RUN, 0, "no declines", Optional.empty()));

        Report.of(new ReferenceHarness(new ReferencePlugin()), outcomes).write(folder);

        JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("tradewind-tck.json")));
        assertThat(json.path("plugin").asString()).isEqualTo("reference");
        assertThat(json.path("version").asString()).isEqualTo("1.0.0");
        assertThat(json.path("upstream").asString()).isEqualTo("FAKE+SPEC");
        assertThat(json.path("capabilities").size()).isEqualTo(13);
        assertThat(json.path("rules").get(1).path("id").asString()).isEqualTo("PAY-LOST-2");
        assertThat(json.path("rules").get(1).path("kind").asString()).isEqualTo("REFUND");
        assertThat(json.path("rules").get(2).path("result").asString()).isEqualTo("not-run");
        assertThat(json.path("summary").path("passed").asInt()).isEqualTo(1);
        assertThat(json.path("summary").path("not-run").asInt()).isEqualTo(1);
        String html = Files.readString(folder.resolve("tradewind-tck.html"));
        assertThat(html).contains("says &lt;b&gt;").contains("was &lt;3").contains("class=\"not-run\"");
    }

    @Test
    void every_rule_of_the_design_is_there_once() {
        assertThat(Rules.ALL).extracting(Rule::id).doesNotHaveDuplicates().hasSize(76);
    }
}
