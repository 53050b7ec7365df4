package io.tradewind.commerce.spi.payment;

/**
 * What a gateway can do beyond answering. A capability claimed is tested (PAY-CAP-1); one not claimed MUST fail cleanly
 * (PAY-CAP-2).
 */
public enum PaymentCapability {
    /** Reserves money for a later capture. */
    AUTHORIZE,
    /** Reserves and takes money at once. */
    PURCHASE,
    /** Captures less than was authorised. */
    PARTIAL_CAPTURE,
    /** Captures one authorisation in several parts. */
    MULTI_CAPTURE,
    /** Gives an authorisation up. */
    CANCEL,
    /** Refunds less than was captured. */
    PARTIAL_REFUND,
    /** Refunds one payment in several parts. */
    MULTI_REFUND,
    /** Raises an authorisation; see {@link PaymentGateway#increment}. */
    INCREMENT,
    /** Treats the operation id as idempotency key of every call with an effect. */
    KEYED,
    /** Finds an operation by its id alone. */
    QUERY_BY_OPERATION,
    /** Sends the buyer to another page and goes on with {@code complete}. Claims {@link Instrument.ProviderPage}. */
    REDIRECT,
    /** Takes {@link Instrument.ClientToken}. */
    CLIENT_TOKEN,
    /** May answer with {@link NextAction.ClientStep}. */
    CLIENT_STEP,
    /** Sends signed webhooks that are complete. */
    WEBHOOKS,
    /** Sends webhooks that are only a hint to ask. */
    WEBHOOK_IS_HINT,
    /** Sends webhooks that cannot be read without a call to the provider now and then, as for a certificate. */
    WEBHOOK_NEEDS_CALL,
    /**
     * Cannot be asked: captures, cancels, refunds and raises are only acknowledged, as pending, and what became of any
     * operation is told by signed webhooks alone, which therefore are the last word. Needs {@link #WEBHOOKS}; a question is
     * answered with {@link StatusReport.Unavailable}.
     */
    OUTCOME_BY_WEBHOOK,
    /**
     * The payment's own reference is known only once the buyer has acted. A payment that waits for the buyer has a
     * provisional one; the approval brings the reference that follow-ups need.
     */
    LATE_REFERENCE,
    /**
     * Keeps the instrument of a buyer who agrees ({@link StoredCredential#SAVE_FOR_LATER}), says which in its approval, and
     * takes {@link Instrument.Saved}.
     */
    SAVED_INSTRUMENTS,
    /** Charges a kept instrument without the buyer; claims {@link #SAVED_INSTRUMENTS} too. */
    MERCHANT_INITIATED,
    /** Reports disputes. */
    DISPUTES,
    /** Checks an instrument with an amount of zero. */
    ZERO_VERIFY,
    /**
     * The buyer pays after the order is placed and a person confirms the receipt: a pending payment is no reason to
     * hold back the order, and no machine needs to be asked about it.
     */
    PAY_LATER
}
