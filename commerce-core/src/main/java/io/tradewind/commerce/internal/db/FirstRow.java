package io.tradewind.commerce.internal.db;

import org.jdbi.v3.core.Handle;

/** Inserts a row that somebody else may insert at the same moment, without spoiling the transaction. */
public final class FirstRow {
    private static final String SAVEPOINT = "first_row";

    private FirstRow() {}

    /** Runs an insert. False: a row with that key is there already, and the transaction goes on as before. */
    public static boolean insert(Handle handle, Runnable insert) {
        Later.flush(handle);
        Beginning.now(handle);
        handle.savepoint(SAVEPOINT);
        try {
            insert.run();
        } catch (RuntimeException e) {
            if (!SqlErrors.isDuplicate(e)) {
                throw e;
            }
            handle.rollbackToSavepoint(SAVEPOINT);
            return false;
        }
        handle.releaseSavepoint(SAVEPOINT);
        return true;
    }
}
