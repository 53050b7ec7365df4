package io.tradewind.commerce.delivery;

import io.tradewind.commerce.error.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/** When something would arrive if it were ordered now, or why that cannot be promised. Nothing is reserved. */
public sealed interface PromiseAnswer {
    /**
     * It would arrive then.
     *
     * @param promise when
     * @param price of the delivery as catalog prices are; empty where it is known for the whole cart only
     * @param orderBy until when an order still makes it
     */
    record Promised(Promise promise, Optional<Money> price, Instant orderBy) implements PromiseAnswer {}

    /**
     * It is not offered.
     *
     * @param refusal why, in one sentence, and what is possible instead
     */
    record NotOffered(Refusal refusal) implements PromiseAnswer {
        /** What a person can read. */
        public String reason() {
            return refusal.message();
        }
    }

    /** The promise, for scripts and tests that expect one. */
    default Promised orThrow() {
        if (this instanceof Promised promised) {
            return promised;
        }
        throw ((NotOffered) this).refusal().asException();
    }
}
