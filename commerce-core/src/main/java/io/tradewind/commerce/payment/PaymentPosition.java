package io.tradewind.commerce.payment;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What all payments of one order hold together. Immutable.
 *
 * @param captured taken in all, also outside this library
 * @param refunded given back in all, also outside this library
 * @param chargedBack taken back by banks
 * @param open reserved and not yet taken
 * @param credited refunds granted for lines, delivery and goodwill, whether they have arrived or not
 * @param refundPending set aside for refunds on their way
 * @param staying what is held and stays: less refunds on their way, and less what is owed back
 * @param assured what stays of what is held or may still be taken
 * @param confirming true while it is not known whether an attempt to pay succeeded; pay-later methods apart
 * @param payLaterOpen true while a pay-later payment is awaited
 * @param disputed true while a dispute is open
 */
public record PaymentPosition(
        Money captured,
        Money refunded,
        Money chargedBack,
        Money open,
        Money credited,
        Money refundPending,
        Money staying,
        Money assured,
        boolean confirming,
        boolean payLaterOpen,
        boolean disputed) {
    /** An order without any payment. */
    public static PaymentPosition none(CurrencyUnit currency) {
        Money zero = Money.zero(currency);
        return new PaymentPosition(zero, zero, zero, zero, zero, zero, zero, zero, false, false, false);
    }

    /** What the shop really holds. */
    public Money held() {
        return captured.minus(refunded).minus(chargedBack);
    }

    /** What the shop holds or may still take. */
    public Money secured() {
        return held().plus(open);
    }
}
