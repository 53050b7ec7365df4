package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.Refusal;
import org.joda.money.Money;

/** What became of money that a person says has arrived. */
public sealed interface ReceiptAnswer {
    /**
     * It is booked.
     *
     * @param received what has come for this payment so far, in all
     * @param missing what is still missing; zero if nothing is
     * @param surplus what was too much and goes back; zero if nothing was
     */
    record Booked(Money received, Money missing, Money surplus) implements ReceiptAnswer {}

    /**
     * Nothing was changed.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements ReceiptAnswer {}

    /** The booking, or an exception that names the refusal. */
    default Booked orThrow() {
        if (this instanceof Booked booked) {
            return booked;
        } else if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        }
        throw new IllegalStateException(toString());
    }
}
