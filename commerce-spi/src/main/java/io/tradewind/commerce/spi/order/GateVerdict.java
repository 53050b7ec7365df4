package io.tradewind.commerce.spi.order;

import static java.util.Objects.requireNonNull;

/** What a gate says. */
public sealed interface GateVerdict {
    /** The checkout passes. */
    record Allow() implements GateVerdict {}

    /**
     * The order is placed with a hold until staff has looked.
     *
     * @param reason for staff, without personal data
     */
    record Review(String reason) implements GateVerdict {
        /** Refuses a missing reason. */
        public Review {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * The checkout is refused; an order that was placed already is cancelled, and its money goes back.
     *
     * @param code lower-kebab word of at most 40 characters; the buyer's page is given it as {@code denied-<code>}
     */
    record Deny(String code) implements GateVerdict {
        /** Refuses a missing code. */
        public Deny {
            requireNonNull(code, "code");
        }
    }
}
