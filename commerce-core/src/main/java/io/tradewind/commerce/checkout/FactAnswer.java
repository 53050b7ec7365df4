package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.Refusal;

/** What became of a fact that was given to a checkout. */
public sealed interface FactAnswer {
    /** It is kept; the checkout as it stands now. */
    record Set(CheckoutView checkout) implements FactAnswer {}

    /** It is not; nothing has changed. */
    record Refused(Refusal refusal) implements FactAnswer {}

    /** The checkout, or an exception carrying the refusal. */
    default CheckoutView orThrow() {
        if (this instanceof Set set) {
            return set.checkout();
        }
        throw ((Refused) this).refusal().asException();
    }
}
