package io.tradewind.commerce.payment;

/** Where one operation at a payment provider stands. */
public enum OperationState {
    /** Written down, not sent yet. */
    PREPARED,
    /** On its way to the provider, under a lease. */
    SENDING,
    /** The buyer has to do something first. */
    ACTION_REQUIRED,
    /** Accepted; the outcome comes later. */
    PENDING,
    /** It may have happened; the provider is asked. */
    UNKNOWN,
    /** It happened. Nothing takes this back. */
    APPROVED,
    /** The provider or the bank said no. */
    DECLINED,
    /** Refused for a reason that is the shop's to mend. */
    REJECTED,
    /** Proven not to have happened; the same operation may go again. */
    NOT_SENT,
    /** Given up before anything happened. */
    ABANDONED;

    /** True until it is known whether it happened. */
    public boolean isUndecided() {
        return switch (this) {
            case PREPARED, SENDING, ACTION_REQUIRED, PENDING, UNKNOWN -> true;
            case APPROVED, DECLINED, REJECTED, NOT_SENT, ABANDONED -> false;
        };
    }

    /** True if it is known not to have happened. */
    public boolean isNo() {
        return !isUndecided() && this != APPROVED;
    }
}
