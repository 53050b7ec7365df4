package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import org.joda.money.Money;

/** What a provider knows about one operation. */
public sealed interface StatusReport {
    /**
     * The provider knows it.
     *
     * @param outcome outcome of that operation
     * @param totals totals of its payment
     */
    record Found(PaymentResult outcome, Totals totals) implements StatusReport {
        /** Refuses missing parts. */
        public Found {
            requireNonNull(outcome, "outcome");
            requireNonNull(totals, "totals");
        }
    }

    /** The provider answered: no such operation. */
    record NotFound() implements StatusReport {}

    /**
     * No answer, or no way to ask.
     *
     * @param why a diagnostic
     */
    record Unavailable(String why) implements StatusReport {
        /** Refuses a missing reason. */
        public Unavailable {
            requireNonNull(why, "why");
        }
    }

    /**
     * Totals of a payment so far.
     *
     * @param authorized reserved in all, captured parts included
     * @param captured taken in all, refunded parts included
     * @param refunded given back in all
     */
    record Totals(Money authorized, Money captured, Money refunded) {
        /** Refuses missing parts. */
        public Totals {
            requireNonNull(authorized, "authorized");
            requireNonNull(captured, "captured");
            requireNonNull(refunded, "refunded");
        }
    }
}
