package io.tradewind.commerce.payment;

import org.joda.money.Money;

/** How an order's money stands: computed from amounts, never stored. */
public enum PaymentStatus {
    /** The buyer's bank disputes a payment. */
    DISPUTED,
    /** It is not known yet whether the money came; nobody should pay twice. */
    CONFIRMING,
    /** Money was charged back and is missing. */
    CHARGED_BACK,
    /** The shop holds more than it may keep. */
    REFUND_DUE,
    /** All of it went back. */
    REFUNDED,
    /** Some of it went back, the rest is settled. */
    PARTLY_REFUNDED,
    /** Settled. */
    PAID,
    /** There is nothing to pay. */
    NOT_NEEDED,
    /** Reserved, not taken yet. */
    AUTHORIZED,
    /** Some of it is there. */
    PARTLY_PAID,
    /** The buyer pays later. */
    AWAITING,
    /** Cancelled before money was taken. */
    VOIDED,
    /** Nothing is there. */
    UNPAID;

    /**
     * What an order's payment status is computed from, all amounts in one currency.
     *
     * @param ordered what was ordered, in all
     * @param reduced what was cancelled of it
     * @param position what the payments of the order hold
     * @param cancelled true if the whole order is cancelled
     */
    public record Facts(Money ordered, Money reduced, PaymentPosition position, boolean cancelled) {
        /**
         * What the buyer still owes or has paid: ordered, less what was cancelled or credited. Never less than nothing:
         * what was cancelled may have been credited before, as goodwill.
         */
        Money due() {
            Money due = ordered.minus(reduced).minus(position.credited());
            return due.isNegative() ? Money.zero(due.getCurrencyUnit()) : due;
        }
    }

    /** The first status whose condition holds, in the order of the constants. */
    public static PaymentStatus of(Facts facts) {
        PaymentPosition money = facts.position();
        Money due = facts.due();
        Money held = money.held();
        Money missing = due.minus(held);
        if (money.disputed()) {
            return DISPUTED;
        } else if (money.confirming()) {
            return CONFIRMING;
        } else if (money.chargedBack().isPositive() && held.isLessThan(due)) {
            return CHARGED_BACK;
        } else if (held.isGreaterThan(due)) {
            return REFUND_DUE;
        } else if (money.refunded().isPositive() && due.isZero() && held.isZero()) {
            return REFUNDED;
        } else if (money.credited().isPositive() && held.isEqual(due)) {
            return PARTLY_REFUNDED;
        } else if (held.isEqual(due) && due.isPositive()) {
            return PAID;
        } else if (due.isZero() && money.captured().isZero() && !facts.cancelled()) {
            return NOT_NEEDED;
        } else if (missing.isPositive() && !money.open().isLessThan(missing)) {
            return AUTHORIZED;
        } else if (held.isPositive() && held.isLessThan(due)) {
            return PARTLY_PAID;
        } else if (money.payLaterOpen()) {
            return AWAITING;
        } else if (facts.cancelled() && money.captured().isZero()) {
            return VOIDED;
        }
        return UNPAID;
    }
}
