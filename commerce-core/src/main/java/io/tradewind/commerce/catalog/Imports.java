package io.tradewind.commerce.catalog;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Takes in product files of the CSV format that most shops can produce: one row per variant or picture, rows of a
 * product share their handle. A product goes in whole or not at all; the same file twice changes nothing the second
 * time. Staff only. Safe for many threads.
 *
 * <p>A file is either tried and taken in at once ({@link #dryRun(InputStream, ImportOptions)}, {@link #run}), or handed
 * in ({@link #upload}), its columns explained ({@link #map}), tried, and taken in by background work ({@link #start})
 * that goes on where it stopped if the process dies, says how far it is, and can be taken back ({@link #undo}).
 */
public final class Imports {
    private static final int AT_ONCE = 50;

    private static final Set<ImportState> BEGUN = EnumSet.of(ImportState.RUNNING, ImportState.DONE);

    private final Scope scope;
    private final ImportBatch batch;
    private final ImportStore store;
    private final ImportItemStore items;
    private final JobBell bell;
    private final World world;

    @Inject
    Imports(
            @Assisted Scope scope,
            ImportBatch batch,
            ImportStore store,
            ImportItemStore items,
            JobBell bell,
            World world) {
        this.scope = scope;
        this.batch = batch;
        this.store = store;
        this.items = items;
        this.bell = bell;
        this.world = world;
    }

    /** What a column of a file can be taken for, by name; the ones a file must have come with {@code true}. */
    public static Map<String, Boolean> fields() {
        Set<Column> needed = ProductFile.needed(true).collect(Collectors.toSet());
        Map<String, Boolean> fields = new LinkedHashMap<>();
        for (Column it : Column.values()) {
            fields.put(it.title(), needed.contains(it));
        }
        return fields;
    }

    /**
     * Hands a file in; nothing of it goes into the catalog yet. Its columns are taken for what was said of the last file
     * with the same header, else for what their names suggest. It is kept for 30 days.
     *
     * @param name as people know the file, at most 200 characters
     * @param csv is read to its end and not closed; at most 64 MB
     */
    public ProductImport upload(String name, InputStream csv) {
        scope.require(Permission.CATALOG);
        String shown = Given.value("name", name).strip().isEmpty() ? "products.csv" : name.strip();
        if (shown.length() > 200 || CleanText.firstForbidden(shown, "").isPresent()) {
            throw CommerceException.badArgument("name", name, "1 to 200 printable characters");
        }
        byte[] file = bytes(csv);
        FileSketch sketch = FileSketch.of(file);
        ImportId id = new ImportId(world.id());
        return scope.tx().write("imports.upload", handle -> {
            List<String> fields = store.remembered(handle, scope.storeId(), sketch.kind())
                    .filter(it -> it.size() == sketch.headers().size())
                    .orElseGet(() -> ColumnGuess.fields(sketch.headers()));
            String actor = scope.actor().label();
            store.insert(handle, scope.storeId(), id, shown, sketch.kind(), fields, file, actor, world.now());
            return known(handle, id).what();
        });
    }

    private static byte[] bytes(InputStream csv) {
        try {
            return csv.readNBytes(FileText.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new CommerceException(ErrorCode.BAD_ARGUMENT, "The file to import cannot be read.", e);
        }
    }

    /** A file that was handed in; throws if there is none. */
    public ProductImport find(ImportId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().read("imports.find", handle -> known(handle, id)).what();
    }

    /** The last 50 files that were handed in, the newest first. */
    public List<ProductImport> list() {
        scope.require(Permission.CATALOG);
        return scope.tx().read("imports.list", handle -> store.newest(handle, scope.storeId())).stream()
                .map(ImportRow::what)
                .toList();
    }

    /** The columns of a file and what each is taken for. */
    public List<FileColumn> columns(ImportId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().read("imports.columns", handle -> {
            List<String> fields = known(handle, id).fields();
            FileSketch sketch = FileSketch.of(store.file(handle, scope.storeId(), id));
            return IntStream.range(0, sketch.headers().size())
                    .mapToObj(i -> new FileColumn(
                            sketch.headers().get(i),
                            fields.get(i),
                            sketch.samples().get(i)))
                    .toList();
        });
    }

    /**
     * Says what each column is, in the order of the file, and remembers it for files with the same header. Each field can
     * be said once; those that a file needs must be among them.
     *
     * @param fields names of {@link #fields}; {@code ""} passes a column over
     */
    public ProductImport map(ImportId id, List<String> fields) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().write("imports.map", handle -> {
            ImportRow row = known(handle, id);
            checked(fields, row.fields().size());
            if (!store.map(handle, scope.storeId(), id, fields)) {
                throw cannot("be explained anew", known(handle, id));
            }
            store.remember(handle, scope.storeId(), row.kind(), fields);
            return known(handle, id).what();
        });
    }

    private static void checked(List<String> fields, int columns) {
        if (fields.size() != columns) {
            throw CommerceException.badArgument(
                    "fields", fields.size() + " names", "one for each of the " + columns + " columns");
        }
        Set<Column> said = EnumSet.noneOf(Column.class);
        for (String name : fields) {
            if (!name.isEmpty()) {
                Column column = Column.named(name)
                        .orElseThrow(() -> CommerceException.badArgument("fields", name, "there is no such field"));
                if (!said.add(column)) {
                    throw CommerceException.badArgument("fields", name, "two columns cannot be the same field");
                }
            }
        }
        ProductFile.needed(true).filter(it -> !said.contains(it)).findFirst().ifPresent(it -> {
            throw CommerceException.badArgument("fields", it.title(), "no column is taken for it, and it is needed");
        });
    }

    /** Says what {@link #start} would do now with that file, and changes nothing. */
    public ImportReport dryRun(ImportId id, ImportOptions options) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        ProductFile file = scope.tx().read("imports.open", handle -> file(handle, known(handle, id)));
        return take(file, options, false);
    }

    private ProductFile file(Handle handle, ImportRow row) {
        byte[] file = store.file(handle, scope.storeId(), row.what().id());
        return ProductFile.read(new ByteArrayInputStream(file), Optional.of(row.fields()));
    }

    /**
     * Has background work take the file in. Starting it twice is starting it once. {@link #find} tells how far it is,
     * {@link #report} what was wrong.
     */
    public ProductImport start(ImportId id, ImportOptions options) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().write("imports.start", handle -> {
            ImportRow row = store.find(handle, scope.storeId(), id, true)
                    .orElseThrow(() -> CommerceException.notFound("import"));
            if (row.what().state() == ImportState.READY) {
                ProductFile file = file(handle, row);
                int total =
                        new ImportTally().sort(file, scope.store().currency()).size();
                store.start(handle, scope.storeId(), id, options, total);
                TxHooks.of(handle).afterCommit(() -> bell.ring(ImportWork.JOB));
            } else if (!BEGUN.contains(row.what().state())) {
                throw cannot("be started", row);
            }
            return known(handle, id).what();
        });
    }

    /** Stops an import; products that are in stay. Does nothing if it has finished. */
    public ProductImport stop(ImportId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().write("imports.stop", handle -> {
            store.move(handle, scope.storeId(), id, ImportState.STOPPED, Optional.of(world.now()), ImportState.RUNNING);
            return known(handle, id).what();
        });
    }

    /**
     * Has background work take back what an import created or changed, where nothing has changed since. Possible for
     * {@link ProductImport#UNDO} after it has finished; {@link #kept} tells what could not be taken back and why.
     */
    public ProductImport undo(ImportId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().write("imports.undo", handle -> {
            ImportRow row = store.find(handle, scope.storeId(), id, true)
                    .orElseThrow(() -> CommerceException.notFound("import"));
            if (row.what().canBeUndone(world.now())) {
                store.move(
                        handle,
                        scope.storeId(),
                        id,
                        ImportState.UNDOING,
                        row.what().finishedAt(),
                        row.what().state());
                TxHooks.of(handle).afterCommit(() -> bell.ring(ImportWork.JOB));
            } else if (row.what().state() != ImportState.UNDOING) {
                throw cannot("be taken back", row);
            }
            return known(handle, id).what();
        });
    }

    /** What an import has done so far and what was wrong; of the lines at most the first 2,000 are listed. */
    public ImportReport report(ImportId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().read("imports.report", handle -> {
            ProductImport it = known(handle, id).what();
            return new ImportReport(
                    it.created(),
                    it.updated(),
                    it.unchanged(),
                    it.refused(),
                    store.notes(handle, scope.storeId(), id, true),
                    store.notes(handle, scope.storeId(), id, false));
        });
    }

    /** Products that could not be taken back, and why. */
    public List<KeptProduct> kept(ImportId id) {
        Given.value("id", id);
        scope.require(Permission.CATALOG);
        return scope.tx().read("imports.kept", handle -> {
            known(handle, id);
            return items.kept(handle, scope.storeId(), id);
        });
    }

    private ImportRow known(Handle handle, ImportId id) {
        return store.find(handle, scope.storeId(), id, false).orElseThrow(() -> CommerceException.notFound("import"));
    }

    private static CommerceException cannot(String what, ImportRow row) {
        ProductImport it = row.what();
        String why = it.state() == ImportState.DONE || it.state() == ImportState.STOPPED
                ? it.created() + it.updated() == 0
                        ? "it has changed nothing"
                        : "it finished more than " + ProductImport.UNDO.toHours() + " hours ago"
                : "it is " + it.state();
        return new CommerceException(
                ErrorCode.CANNOT_MOVE, "The import of '" + it.name() + "' cannot " + what + ": " + why + ".");
    }

    /** Says what {@link #run} would do now, and changes nothing. The stream is read to its end and not closed. */
    public ImportReport dryRun(InputStream csv, ImportOptions options) {
        return take(ProductFile.read(csv), options, false);
    }

    /** Takes the file in, 50 products a transaction. The stream is read to its end and not closed. */
    public ImportReport run(InputStream csv, ImportOptions options) {
        return take(ProductFile.read(csv), options, true);
    }

    private ImportReport take(ProductFile file, ImportOptions options, boolean write) {
        scope.require(Permission.CATALOG);
        ImportTally tally = new ImportTally();
        List<FileProduct> good = tally.sort(file, scope.store().currency());
        if (options.whole()) {
            whole(good, options, write, tally);
        } else {
            for (int from = 0; from < good.size(); from += AT_ONCE) {
                part(good.subList(from, Math.min(from + AT_ONCE, good.size())), options, write, tally);
            }
        }
        return tally.report(file);
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

    static boolean lostRace(RuntimeException e) {
        return SqlErrors.isDuplicate(e)
                || (e instanceof CommerceException known && known.code() == ErrorCode.CONTENTION);
    }
}
