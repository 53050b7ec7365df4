package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.Refusal;
import org.joda.money.Money;

/** What became of the wish to take, raise or give up reserved money. */
public sealed interface ReservationAnswer {
    /**
     * It is written down and goes out right after the commit; its outcome is seen at the payment's operations.
     *
     * @param amount how much; zero if it was under way or done already
     */
    record Sent(Money amount) implements ReservationAnswer {}

    /**
     * It cannot be done; nothing has changed and nothing is sent.
     *
     * @param most how much could be
     */
    record Refused(Refusal refusal, Money most) implements ReservationAnswer {}

    /** How much goes out, or an exception that says why nothing does. */
    default Money orThrow() {
        if (this instanceof Sent sent) {
            return sent.amount();
        }
        throw ((Refused) this).refusal().asException();
    }
}
