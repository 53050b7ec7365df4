package io.tradewind.commerce.payment;

/** What staff found out about something a machine could not decide. */
public sealed interface Resolution {
    /**
     * The operation happened as asked.
     *
     * @param reference the provider's reference, as staff read it there; 1 to 255 characters
     */
    record ItHappened(String reference) implements Resolution {}

    /** The operation did not happen, and will not. */
    record DidNotHappen() implements Resolution {}

    /**
     * It was settled in another way.
     *
     * @param how for the record; never blank
     */
    record Settled(String how) implements Resolution {}
}
