package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.Refusal;

/** Rolls a submission back and carries the answer out of the transaction. Never leaves the package. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    static RefusedException of(String code, String field, String message) {
        return new RefusedException(Refusal.of(code, field, message));
    }

    Refusal refusal() {
        return refusal;
    }
}
