package io.tradewind.commerce.launch;

import io.tradewind.commerce.error.Refusal;

/** What became of a move of a launch. */
public sealed interface LaunchAnswer {
    /** It is there, by this call or an earlier one. */
    record Moved(Launch launch) implements LaunchAnswer {}

    /** Its state forbids that, and what it allows. */
    record Refused(Refusal reason) implements LaunchAnswer {}

    /** The launch; throws if the move was refused. */
    default Launch orThrow() {
        if (this instanceof Moved moved) {
            return moved.launch();
        }
        throw ((Refused) this).reason().asException();
    }
}
