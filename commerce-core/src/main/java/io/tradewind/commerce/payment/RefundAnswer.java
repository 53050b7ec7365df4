package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.Refusal;
import org.joda.money.Money;

/** What became of the wish to refund. */
public sealed interface RefundAnswer {
    /**
     * The money is set aside and will go back.
     *
     * @param refund the refund; the first one if this was asked for before
     */
    record Accepted(Refund refund) implements RefundAnswer {}

    /**
     * The money is set aside, and goes back once somebody else has approved it: whoever asked may not refund, or the
     * order would get more back than one person may give.
     *
     * @param refund the refund; the first one if this was asked for before
     */
    record AwaitsApproval(Refund refund) implements RefundAnswer {}

    /**
     * Nothing was changed.
     *
     * @param refusal why
     * @param largest the most that can be refunded now
     */
    record Refused(Refusal refusal, Money largest) implements RefundAnswer {}

    /** The refund, sent or waiting, or an exception that names the refusal. */
    default Refund orThrow() {
        if (this instanceof Accepted accepted) {
            return accepted.refund();
        } else if (this instanceof AwaitsApproval awaiting) {
            return awaiting.refund();
        } else if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        }
        throw new IllegalStateException(toString());
    }
}
