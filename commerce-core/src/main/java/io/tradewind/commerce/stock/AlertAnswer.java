package io.tradewind.commerce.stock;

import io.tradewind.commerce.error.Refusal;

/** What became of asking to be told when something is back. Says the same to those who asked before. */
public sealed interface AlertAnswer {
    /** One message goes out once there are goods that nobody waits for. */
    record Noted() implements AlertAnswer {}

    /** Nothing was noted; the refusal names the field. */
    record Refused(Refusal refusal) implements AlertAnswer {}

    /** Nothing, for scripts and tests that expect success; throws otherwise. */
    default void orThrow() {
        if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        }
    }
}
