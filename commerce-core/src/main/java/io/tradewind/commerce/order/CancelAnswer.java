package io.tradewind.commerce.order;

import io.tradewind.commerce.error.Refusal;

/** What became of the wish to cancel an order. */
public sealed interface CancelAnswer {
    /** It is cancelled: stock is free, money goes back by itself. A repeated wish gets the same answer. */
    record Cancelled(Order order) implements CancelAnswer {}

    /**
     * It is being packed: the packer was asked to stop. It is cancelled if the packer still can, and goes on its way if
     * not.
     */
    record StopAsked(Order order) implements CancelAnswer {}

    /** It is not; the refusal says why and what is possible instead. */
    record Refused(Refusal refusal) implements CancelAnswer {}

    /** The order as it stands, or an exception carrying the refusal. */
    default Order orThrow() {
        if (this instanceof Cancelled cancelled) {
            return cancelled.order();
        } else if (this instanceof StopAsked asked) {
            return asked.order();
        }
        throw ((Refused) this).refusal().asException();
    }
}
