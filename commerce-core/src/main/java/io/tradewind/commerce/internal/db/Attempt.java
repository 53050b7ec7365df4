package io.tradewind.commerce.internal.db;

import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/** A part of a transaction that is kept as a whole or not at all. */
public final class Attempt {
    private static final String SAVEPOINT = "attempt";

    private Attempt() {}

    /** Does the work and undoes all of it if it says false; the transaction goes on as if it had not been tried. */
    public static boolean of(Handle handle, BooleanSupplier work) {
        Later.flush(handle);
        handle.savepoint(SAVEPOINT);
        boolean kept = work.getAsBoolean();
        if (kept) {
            handle.releaseSavepoint(SAVEPOINT);
        } else {
            Later.forget(handle);
            handle.rollbackToSavepoint(SAVEPOINT);
        }
        return kept;
    }
}
