package io.tradewind.commerce;

import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.world.Threads;

/** The inside of a {@link Commerce}, for tests of single packages. */
public final class CommerceParts {
    private CommerceParts() {}

    /** A singleton of the library, such as a counter. */
    public static <T> T part(Commerce commerce, Class<T> type) {
        return commerce.part(type);
    }

    /** Has it use these threads. */
    public static Commerce.Builder threads(Commerce.Builder builder, Threads threads) {
        return builder.threads(threads);
    }

    /** The open database. */
    public static Database database(Commerce commerce) {
        return commerce.part(Database.class);
    }
}
