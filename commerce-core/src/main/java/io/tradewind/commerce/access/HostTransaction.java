package io.tradewind.commerce.access;

import java.sql.Connection;
import java.util.function.Consumer;

/**
 * A transaction that belongs to the host and that calls of a shop may join by {@code shop.in(…)}. We never commit, roll
 * back, close or retry it, and change no session state. A call that fails takes back what it has written, so the host
 * may go on. Used by one thread.
 */
public interface HostTransaction {
    /** The host's open connection, not in auto-commit ({@code TW-2107} else); the same at each call. */
    Connection connection();

    /**
     * Registers what to run once the transaction has ended; it must be told whether it was committed, soon after and on
     * any thread, else listeners after the commit stay silent. Called once per call that joins.
     */
    void onCompletion(Consumer<Boolean> committed);
}
