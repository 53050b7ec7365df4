package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.Refusal;
import org.joda.money.Money;

/** What became of units that a packer could not pack. */
public sealed interface ShortAnswer {
    /**
     * They wait for other goods and follow in a parcel of their own.
     *
     * @param work what is left to pack now; the waiting work itself if nothing else was on it
     * @param later the work that waits
     */
    record Waiting(FulfillmentOrder work, FulfillmentOrder later) implements ShortAnswer {}

    /**
     * They are cancelled, and what was paid for them goes back by itself.
     *
     * @param work what is left to pack now; {@code CANCELLED} if nothing else was on it
     * @param amount what goes back or is not taken, tax included; with the delivery if nothing is left of the order
     */
    record Cancelled(FulfillmentOrder work, Money amount) implements ShortAnswer {}

    /** Nothing has changed, and why. */
    record Refused(Refusal refusal) implements ShortAnswer {}

    /** The work that is left to pack; throws if nothing was done. */
    default FulfillmentOrder orThrow() {
        if (this instanceof Waiting waiting) {
            return waiting.work();
        } else if (this instanceof Cancelled cancelled) {
            return cancelled.work();
        }
        throw ((Refused) this).refusal().asException();
    }
}
