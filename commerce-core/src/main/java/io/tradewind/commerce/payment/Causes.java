package io.tradewind.commerce.payment;

/** Beginnings of the words that say what brought an operation about. */
final class Causes {
    /** An attempt is closed because the buyer pays in another way or took too long. */
    static final String GIVE_UP = "give-up:";

    /** Money that is owed back. */
    static final String OBLIGATION = "obligation:";

    /** A reservation is made anew before it lapses; followed by the id of the old payment. */
    static final String RENEW = "renew:";
    /** A refund. */
    static final String REFUND = "refund:";

    private Causes() {}
}
