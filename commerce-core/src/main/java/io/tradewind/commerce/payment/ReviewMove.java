package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Permission;

/** What staff may do about something a machine must not decide. */
public enum ReviewMove {
    /** Ask the provider once more; the case stays until it is clear. */
    ASK_AGAIN(Permission.PAYMENTS, false),
    /** It happened, as the provider's own console shows; takes its reference. */
    IT_HAPPENED(Permission.PAYMENTS, true),
    /** It did not happen, and will not. */
    IT_DID_NOT_HAPPEN(Permission.PAYMENTS, false),
    /** Take now what is reserved. */
    TAKE_NOW(Permission.PAYMENTS, false),
    /** Give up what is reserved. */
    GIVE_UP(Permission.PAYMENTS, false),
    /** Approve a refund that somebody else asked for, and send it. */
    APPROVE_REFUND(Permission.REFUNDS, false),
    /** Do not give that money back; takes the reason. */
    REFUSE_REFUND(Permission.REFUNDS, true),
    /** Send a failed refund once more. */
    REFUND_AGAIN(Permission.REFUNDS, false),
    /** It was settled in another way; takes words on how. */
    SETTLED(Permission.PAYMENTS, true);

    private final Permission permission;
    private final boolean words;

    ReviewMove(Permission permission, boolean words) {
        this.permission = permission;
        this.words = words;
    }

    /** What it takes. */
    public Permission permission() {
        return permission;
    }

    /** True if it takes a reference or a few words. */
    public boolean takesWords() {
        return words;
    }
}
