package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.Refusal;

/** What would come back for some units. */
public sealed interface PreviewAnswer {
    /** These units may be given back, for that. */
    record Possible(RefundPreview refund) implements PreviewAnswer {}

    /** They may not; the refusal says why and what is possible. */
    record Refused(Refusal refusal) implements PreviewAnswer {}

    /** The sums, or an exception carrying the refusal. */
    default RefundPreview orThrow() {
        if (this instanceof Possible possible) {
            return possible.refund();
        }
        throw ((Refused) this).refusal().asException();
    }
}
