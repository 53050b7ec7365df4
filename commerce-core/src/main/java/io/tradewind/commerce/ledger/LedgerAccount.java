package io.tradewind.commerce.ledger;

/** What an entry is about. A positive amount is what the shop has or has spent, a negative one what stands against it. */
public enum LedgerAccount {
    /** Money that payment providers hold for the shop; one balance per plugin account. */
    CLEARING,
    /** Money that arrived at the shop's bank, and commissions that were paid from it. */
    BANK,
    /** What providers keep for their service. */
    FEES,
    /** What buyers have paid: of one order, what the shop really holds of it, with a minus sign. */
    BUYERS,
    /** Money reserved at providers and not taken; no money of the shop's yet. */
    RESERVED,
    /** Stands against {@link #RESERVED}: what buyers' banks have promised. */
    PROMISED,
    /** What commissions cost. */
    COMMISSIONS,
    /** What influencers have earned and not been paid, with a minus sign. */
    INFLUENCERS
}
