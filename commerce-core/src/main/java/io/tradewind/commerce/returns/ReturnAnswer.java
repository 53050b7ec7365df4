package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.Refusal;

/** What became of the wish to move a return. */
public sealed interface ReturnAnswer {
    /** The return as it stands: moved now, or there already. */
    record Done(Return goods) implements ReturnAnswer {}

    /** Nothing was changed; the refusal says why and what is possible. */
    record Refused(Refusal refusal) implements ReturnAnswer {}

    /** The return, or an exception carrying the refusal. */
    default Return orThrow() {
        if (this instanceof Done done) {
            return done.goods();
        }
        throw ((Refused) this).refusal().asException();
    }
}
