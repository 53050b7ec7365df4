package io.tradewind.commerce.catalog;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.io.InputStream;

/** Takes in product files of the CSV format that most shops can produce. Staff only. Safe for many threads. */
public final class Imports {
    private final Scope scope;

    @Inject
    Imports(@Assisted Scope scope) {
        this.scope = scope;
    }

    /** Says what {@link #run} would do now, and changes nothing. */
    public ImportReport dryRun(InputStream csv, ImportOptions options) {
        throw new UnsupportedOperationException("catalog " + scope.storeId());
    }

    /** Takes the file in. */
    public ImportReport run(InputStream csv, ImportOptions options) {
        throw new UnsupportedOperationException("catalog");
    }
}
