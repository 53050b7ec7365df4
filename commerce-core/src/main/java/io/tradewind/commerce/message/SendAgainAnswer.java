package io.tradewind.commerce.message;

import io.tradewind.commerce.error.Refusal;

/** What became of the wish to send a message again. */
public sealed interface SendAgainAnswer {
    /** It is sent soon. A message that had been sent gets a copy, which this is; another press finds the same copy. */
    record Queued(Message message) implements SendAgainAnswer {}

    /** It is on its way anyhow. */
    record OnItsWay(Message message) implements SendAgainAnswer {}

    /** Nothing has changed, and why. */
    record Refused(Refusal reason) implements SendAgainAnswer {}

    /** The message that is sent; throws if it was refused. */
    default Message orThrow() {
        if (this instanceof Queued queued) {
            return queued.message();
        } else if (this instanceof OnItsWay onItsWay) {
            return onItsWay.message();
        }
        throw ((Refused) this).reason().asException();
    }
}
