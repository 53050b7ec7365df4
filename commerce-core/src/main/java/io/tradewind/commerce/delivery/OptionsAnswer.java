package io.tradewind.commerce.delivery;

import io.tradewind.commerce.error.Refusal;
import java.util.List;
import java.util.Optional;

/** The ways to send a cart to an address, or why there is none. */
public sealed interface OptionsAnswer {
    /**
     * It can be sent.
     *
     * @param options by date, then price; never empty
     * @param withoutExpress why the 24-hour delivery is not among them; empty if it is, or if the store has none
     */
    record Offered(List<DeliveryOption> options, Optional<Refusal> withoutExpress) implements OptionsAnswer {
        /** Copies the list. */
        public Offered {
            options = List.copyOf(options);
        }
    }

    /**
     * It cannot be sent there, or nobody can say so at present.
     *
     * @param refusal why, and what to do
     */
    record Refused(Refusal refusal) implements OptionsAnswer {
        /** What a person can read. */
        public String message() {
            return refusal.message();
        }
    }

    /** The options, or none. */
    default List<DeliveryOption> list() {
        return this instanceof Offered offered ? offered.options() : List.of();
    }

    /** The options, for scripts and tests that expect some. */
    default List<DeliveryOption> orThrow() {
        if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        }
        return list();
    }
}
