package io.tradewind.commerce.spi.order;

import io.tradewind.commerce.spi.Provider;

/** Lets a checkout pass, asks for a review, or denies it: fraud, eligibility. Remote, guarded like any provider. */
public interface CheckoutGate extends Provider {
    /** When the gate is asked. */
    enum Moment {
        /** Before any payment. */
        BEFORE_PAYMENT,
        /** After the payment is authorised: the order waits for the verdict before anything of it is packed. */
        AFTER_AUTHORIZATION
    }

    /** What a failure of the gate means. */
    enum OnFailure {
        /** The checkout passes. */
        OPEN,
        /** The order is placed with a review hold. */
        REVIEW,
        /** The checkout is denied, or its order cancelled. */
        CLOSED
    }

    /** Returns when this gate wants to be asked. */
    Moment moment();

    /** Returns what a failure or a missed deadline means. */
    OnFailure onFailure();

    /** Judges a checkout; has no effect. */
    GateVerdict judge(GateRequest request);
}
