package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.testkit.openapi.ApiDocument;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** GEN-SPEC: what is sent is well-formed by the provider's own OpenAPI document, not only by our fake. */
final class SpecRules {
    static final List<Rule> ALL =
            List.of(Rule.of("GEN-SPEC-1", "What is sent is well-formed by the provider's own document")
                    .needing(Need.LINE)
                    .checked((b, kind) -> wellFormed(b)));

    private SpecRules() {}

    private static void wellFormed(Bench b) {
        List<ApiDocument> documents = documents(b.harness);
        Tour.of(b).everything();
        b.profile().capabilities().forEach(it -> doAll(b, it));
        Set<String> problems = new LinkedHashSet<>();
        int judged = 0;
        for (Seen seen : b.proxy().seen()) {
            Seen each = b.harness.asDocumented(seen);
            List<ApiDocument> knowing =
                    documents.stream().filter(it -> it.knows(each)).toList();
            if (knowing.isEmpty() && b.harness.hasEffect(each)) {
                problems.add(each.method() + " " + each.target() + ": no document has this path");
            }
            for (ApiDocument document : knowing) {
                judged++;
                document.problems(each).forEach(it -> problems.add(each.method() + " " + each.target() + ": " + it));
            }
        }
        b.expect(problems.isEmpty(), "requests the provider's document allows", String.join("\n", problems));
        b.expect(judged > 0, "requests the provider's document speaks of", "none");
    }

    /** Kept instruments, charges without the buyer, further parts: whether they work is for PAY-CAP-1 to say. */
    private static void doAll(Bench b, PaymentCapability capability) {
        try {
            ClaimRules.works(b, capability);
        } catch (Broken | Skipped judgedElsewhere) {
            b.proxy().calm();
        }
    }

    private static List<ApiDocument> documents(PaymentHarness harness) {
        if (harness.undocumented().isPresent()) {
            throw Skipped.notApplicable(harness.undocumented().get());
        } else if (harness.documents().isEmpty()) {
            throw Skipped.notRun("the harness names no document of the provider: documents()");
        }
        List<ApiDocument> found = new ArrayList<>();
        for (String file : harness.documents()) {
            found.add(ApiDocument.find(file)
                    .orElseThrow(() ->
                            Skipped.notRun("no document " + file + "; say where it is with -Dtradewind.openapi.dir")));
        }
        return found;
    }
}
