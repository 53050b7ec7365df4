package io.tradewind.commerce.access;

import java.sql.Connection;
import java.util.function.Consumer;

/**
 * A transaction that belongs to the host and that calls of a shop may join. We never commit, roll back, close or
 * retry it, and change no session state.
 */
public interface HostTransaction {
    /** The host's open connection, not in auto-commit. */
    Connection connection();

    /** Registers what to run once the transaction has ended; it is told whether it was committed. */
    void onCompletion(Consumer<Boolean> committed);
}
