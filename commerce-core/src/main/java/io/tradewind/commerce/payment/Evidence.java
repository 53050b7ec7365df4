package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.PaymentResult;

/** Something that was learnt about an operation; whence it came decides how far it is believed. */
sealed interface Evidence {
    /** A provider says what became of the operation. */
    record Said(PaymentResult result, Origin origin) implements Evidence {}

    /**
     * A provider's word does not fit what was asked: another amount, currency, effect or reference.
     *
     * @param what the misfit, for staff
     */
    record Misfit(PaymentResult result, String what) implements Evidence {}

    /**
     * The provider knows of no such operation.
     *
     * @param settled true if it would know by now
     */
    record NotFound(boolean settled) implements Evidence {}

    /** The provider could not be asked. */
    record Silence(String why) implements Evidence {}

    /** The sender's lease is over: whether the call was made is not known. */
    record LeaseOver() implements Evidence {}

    /** The provider confirmed that it can no longer happen. */
    record Closed() implements Evidence {}

    /** Where news comes from. */
    enum Origin {
        /** The answer to the first sending. */
        ANSWER,
        /** The answer to a further call about the same operation, when the outcome of an earlier one is not known. */
        FURTHER_CALL,
        /** The answer to a question. */
        QUERY,
        /** A signed message that nobody asked for. */
        NOTICE,
        /** A signed message of a provider that cannot be asked: there is nobody else who could confirm it. */
        LAST_WORD,
        /** A person who looked it up at the provider. */
        PERSON
    }
}
