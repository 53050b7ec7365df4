package io.tradewind.commerce.spi.payment;

/** How far a dispute is. */
public enum DisputeStage {
    /** The bank asks; no money has moved. */
    INQUIRY,
    /** Opened: the money is taken back for now; the shop books it as charged back once it is {@link #LOST}. */
    OPENED,
    /** Evidence is being judged. */
    UNDER_REVIEW,
    /** Decided for the shop: the money is returned. */
    WON,
    /** Decided for the buyer. */
    LOST
}
