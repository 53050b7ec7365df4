package io.tradewind.commerce;

import io.tradewind.commerce.internal.db.Database;

/** The inside of a {@link Commerce}, for tests of single packages. */
public final class CommerceParts {
    private CommerceParts() {}

    /** A singleton of the library, such as a counter. */
    public static <T> T part(Commerce commerce, Class<T> type) {
        return commerce.part(type);
    }

    /** The open database. */
    public static Database database(Commerce commerce) {
        return commerce.part(Database.class);
    }
}
