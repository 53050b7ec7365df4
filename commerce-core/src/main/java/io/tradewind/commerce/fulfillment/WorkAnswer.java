package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.Refusal;

/** What became of the wish to move a fulfillment order. */
public sealed interface WorkAnswer {
    /** It was moved, or stood there already. */
    record Done(FulfillmentOrder work) implements WorkAnswer {}

    /** It was not: somebody else was faster, or something is missing. */
    record Refused(Refusal refusal) implements WorkAnswer {}

    /** The work as it stands, or an exception carrying the refusal. */
    default FulfillmentOrder orThrow() {
        if (this instanceof Done done) {
            return done.work();
        }
        throw ((Refused) this).refusal().asException();
    }
}
