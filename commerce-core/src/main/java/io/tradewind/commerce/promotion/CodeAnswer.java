package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.pricing.CodeRule;

/** Whether a code can be put on a basket. */
public sealed interface CodeAnswer {
    /** It can. */
    record Usable(CodeRule rule) implements CodeAnswer {}

    /**
     * It cannot.
     *
     * @param refusal code {@code code-unknown}, {@code code-not-yet}, {@code code-ended}, {@code code-used-up},
     *     {@code code-minimum}, {@code code-own} or {@code code-guessing}
     */
    record Refused(Refusal refusal) implements CodeAnswer {}

    /** The rule, or an exception that says what is missing. */
    default CodeRule orThrow() {
        if (this instanceof Usable usable) {
            return usable.rule();
        }
        throw ((Refused) this).refusal().asException();
    }
}
