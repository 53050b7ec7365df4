package io.tradewind.commerce.catalog;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Takes in product files of the CSV format that most shops can produce: one row per variant or picture, rows of a
 * product share their handle. A product goes in whole or not at all; the same file twice changes nothing the second
 * time. Staff only. Safe for many threads.
 */
public final class Imports {
    private static final int AT_ONCE = 50;

    private final Scope scope;
    private final ImportBatch batch;

    @Inject
    Imports(@Assisted Scope scope, ImportBatch batch) {
        this.scope = scope;
        this.batch = batch;
    }

    /** Says what {@link #run} would do now, and changes nothing. The stream is read to its end and not closed. */
    public ImportReport dryRun(InputStream csv, ImportOptions options) {
        return take(csv, options, false);
    }

    /** Takes the file in, 50 products a transaction. The stream is read to its end and not closed. */
    public ImportReport run(InputStream csv, ImportOptions options) {
        return take(csv, options, true);
    }

    private ImportReport take(InputStream csv, ImportOptions options, boolean write) {
        scope.require(Permission.CATALOG);
        ImportTally tally = new ImportTally();
        List<FileProduct> good = tally.sort(ProductFile.read(csv), scope.store().currency());
        if (options.whole()) {
            whole(good, options, write, tally);
        } else {
            for (int from = 0; from < good.size(); from += AT_ONCE) {
                part(good.subList(from, Math.min(from + AT_ONCE, good.size())), options, write, tally);
            }
        }
        return tally.report();
    }

    /** Everything in one transaction, unless there is anything wrong anywhere. */
    private void whole(List<FileProduct> products, ImportOptions options, boolean write, ImportTally tally) {
        boolean sound = !tally.hasErrors();
        boolean doing = write && sound;
        List<ImportBatch.Outcome> outcomes = again(() -> transaction(doing, handle -> {
            List<ImportBatch.Outcome> all = new ArrayList<>();
            for (int from = 0; from < products.size(); from += AT_ONCE) {
                List<FileProduct> some = products.subList(from, Math.min(from + AT_ONCE, products.size()));
                all.addAll(batch.plan(handle, scope, some, options, doing));
            }
            if (doing && all.stream().allMatch(it -> it.plan().isGood())) {
                batch.write(handle, scope, all);
            }
            return all;
        }));
        if (sound && outcomes.stream().allMatch(it -> it.plan().isGood())) {
            outcomes.forEach(tally::count);
        } else {
            outcomes.forEach(tally::keepOut);
        }
    }

    private void part(List<FileProduct> products, ImportOptions options, boolean write, ImportTally tally) {
        try {
            attempt(products, options, write).forEach(tally::count);
        } catch (RuntimeException e) {
            if (!lostRace(e) || scope.tx().isJoined()) {
                throw e;
            }
            products.forEach(it -> alone(it, options, write, tally));
        }
    }

    /** Somebody was faster with one of the products of a batch: each then has a transaction of its own. */
    private void alone(FileProduct product, ImportOptions options, boolean write, ImportTally tally) {
        try {
            again(() -> attempt(List.of(product), options, write)).forEach(tally::count);
        } catch (RuntimeException e) {
            if (!lostRace(e)) {
                throw e;
            }
            tally.changedMeanwhile(product);
        }
    }

    private <T> T again(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (!lostRace(e) || scope.tx().isJoined()) {
                throw e;
            }
            return work.get();
        }
    }

    private List<ImportBatch.Outcome> attempt(List<FileProduct> products, ImportOptions options, boolean write) {
        return transaction(write, handle -> {
            List<ImportBatch.Outcome> outcomes = batch.plan(handle, scope, products, options, write);
            if (write) {
                batch.write(handle, scope, outcomes);
            }
            return outcomes;
        });
    }

    private <T> T transaction(boolean write, Function<Handle, T> work) {
        return write ? scope.tx().write("imports.run", work) : scope.tx().read("imports.dryRun", work);
    }

    private static boolean lostRace(RuntimeException e) {
        return SqlErrors.isDuplicate(e)
                || (e instanceof CommerceException known && known.code() == ErrorCode.CONTENTION);
    }
}
