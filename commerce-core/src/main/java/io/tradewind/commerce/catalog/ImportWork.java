package io.tradewind.commerce.catalog;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.internal.db.Attempt;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes handed-in product files in, and back. Products and how far the file is are written in the same transaction under
 * the lock of the import, so that each product is taken in once however often a process dies or two work at the same
 * file. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class ImportWork {
    /** The name of the job. */
    public static final String JOB = "product-imports";

    private static final int AT_ONCE = 50;
    private static final int MOST_NOTES = 2_000;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String STAFF = "staff:";

    private final ImportStore store;
    private final ImportItemStore items;
    private final ImportBatch batch;
    private final ImportUndo undo;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    ImportWork(
            ImportStore store,
            ImportItemStore items,
            ImportBatch batch,
            ImportUndo undo,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.items = items;
        this.batch = batch;
        this.undo = undo;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that works through imports and forgets old ones. */
    public Job job() {
        return new Job(JOB, Duration.ofSeconds(10), this::step);
    }

    private int step() {
        int handled = 0;
        for (ImportRow row : tx.read("imports.working", handle -> store.working(handle, scopes.ids()))) {
            Scope scope = scope(row);
            handled += row.what().state() == ImportState.RUNNING ? forward(scope, row) : undo.run(scope, row);
        }
        return handled + forget();
    }

    private int forget() {
        List<ImportRow> old = tx.read(
                "imports.old",
                handle -> store.old(handle, scopes.ids(), world.now().minus(KEPT)));
        old.forEach(row -> tx.write("imports.forget", handle -> {
            store.forget(handle, row);
            return row;
        }));
        return old.size();
    }

    /** Products are changed in the name of whoever handed the file in. */
    private Scope scope(ImportRow row) {
        Scope system = scopes.system(row.storeId(), "import");
        String actor = row.what().actor();
        return actor.startsWith(STAFF) && actor.length() > STAFF.length()
                ? system.as(Actor.staff(actor.substring(STAFF.length()), Role.MERCHANDISER))
                : system;
    }

    private record Work(List<FileProduct> products, ImportTally wrong, ProductFile file) {}

    private int forward(Scope scope, ImportRow row) {
        byte[] bytes = tx.read(
                "imports.file",
                handle -> store.file(handle, row.storeId(), row.what().id()));
        ProductFile file = ProductFile.read(new ByteArrayInputStream(bytes), Optional.of(row.fields()));
        ImportTally wrong = new ImportTally();
        Work work = new Work(wrong.sort(file, scope.store().currency()), wrong, file);
        int handled = 0;
        for (Optional<ImportRow> now = Optional.of(row); now.isPresent(); handled++) {
            now = row.what().options().whole() ? whole(scope, row, work) : part(scope, row, work);
            world.crashPoint("import.part");
        }
        return handled;
    }

    /** Takes the next products in; empty once there is nothing left to do here. */
    private Optional<ImportRow> part(Scope scope, ImportRow row, Work work) {
        try {
            return some(scope, row, work, AT_ONCE);
        } catch (RuntimeException e) {
            if (!Imports.lostRace(e)) {
                throw e;
            }
            return alone(scope, row, work);
        }
    }

    /** Somebody was faster with one of the products: each then has a transaction of its own. */
    private Optional<ImportRow> alone(Scope scope, ImportRow row, Work work) {
        Optional<ImportRow> now = Optional.of(row);
        for (int i = 0; i < AT_ONCE && now.isPresent(); i++) {
            try {
                now = some(scope, row, work, 1);
            } catch (RuntimeException e) {
                if (!Imports.lostRace(e)) {
                    throw e;
                }
                now = leaveOut(scope, row, work);
            }
        }
        return now;
    }

    private Optional<ImportRow> some(Scope scope, ImportRow row, Work work, int most) {
        return scope.tx().write("imports.part", handle -> {
            ImportRow before = locked(handle, row);
            if (before.what().state() != ImportState.RUNNING) {
                return Optional.empty();
            }
            Step step = new Step(before, work);
            int from = before.what().done();
            List<FileProduct> next = work.products()
                    .subList(from, Math.min(from + most, work.products().size()));
            List<ImportBatch.Outcome> outcomes = step.plan(handle, scope, next);
            step.write(handle, scope, outcomes);
            return step.end(handle, next.size());
        });
    }

    private Optional<ImportRow> leaveOut(Scope scope, ImportRow row, Work work) {
        return scope.tx().write("imports.leaveOut", handle -> {
            ImportRow before = locked(handle, row);
            if (before.what().state() != ImportState.RUNNING) {
                return Optional.empty();
            }
            Step step = new Step(before, work);
            step.tally.changedMeanwhile(work.products().get(before.what().done()));
            return step.end(handle, 1);
        });
    }

    /** Everything in one transaction, unless there is anything wrong anywhere. */
    private Optional<ImportRow> whole(Scope scope, ImportRow row, Work work) {
        return scope.tx().write("imports.whole", handle -> {
            ImportRow before = locked(handle, row);
            if (before.what().state() != ImportState.RUNNING) {
                return Optional.empty();
            }
            Step step = new Step(before, work);
            List<ImportBatch.Outcome> outcomes = new ArrayList<>();
            boolean sound = !work.wrong().hasErrors();
            boolean done = Attempt.of(handle, () -> {
                for (int from = 0; from < work.products().size(); from += AT_ONCE) {
                    int to = Math.min(from + AT_ONCE, work.products().size());
                    outcomes.addAll(step.plan(handle, scope, work.products().subList(from, to)));
                }
                boolean good =
                        sound && outcomes.stream().allMatch(it -> it.plan().isGood());
                if (good) {
                    step.write(handle, scope, outcomes);
                }
                return good;
            });
            if (!done) { // categories that were made for it are gone too
                step.made.clear();
                outcomes.forEach(step.tally::keepOut);
            }
            return step.end(handle, outcomes.size());
        });
    }

    private ImportRow locked(Handle handle, ImportRow row) {
        return store.find(handle, row.storeId(), row.what().id(), true).orElse(row);
    }

    /** What one transaction does to an import. */
    private final class Step {
        private final ImportRow before;
        private final Work work;
        private final ImportTally tally = new ImportTally();
        private final Set<String> made = new TreeSet<>();
        private final List<ImportItem> written = new ArrayList<>();

        Step(ImportRow before, Work work) {
            this.before = before;
            this.work = work;
        }

        List<ImportBatch.Outcome> plan(Handle handle, Scope scope, List<FileProduct> products) {
            return batch.plan(handle, scope, products, before.what().options(), true, made);
        }

        void write(Handle handle, Scope scope, List<ImportBatch.Outcome> outcomes) {
            Map<UUID, Map<Sku, Integer>> booked = batch.write(handle, scope, outcomes);
            int place = before.what().done();
            for (ImportBatch.Outcome it : outcomes) {
                tally.count(it);
                Saving saving = it.plan().saving();
                if (it.plan().isGood() && saving.changes()) {
                    written.add(ImportItem.of(place, saving, booked.getOrDefault(saving.uuid(), Map.of())));
                }
                place++;
            }
        }

        /** Writes how far it is now; empty if that was the last. */
        Optional<ImportRow> end(Handle handle, int products) {
            ProductImport was = before.what();
            boolean first = was.done() == 0;
            int notes = before.notes();
            if (first) {
                notes = note(handle, work.wrong().errors(), true, notes);
                notes = note(handle, work.wrong().notes(), false, notes);
            }
            notes = note(handle, tally.errors(), true, notes);
            items.insert(handle, before, written);
            made.addAll(before.categories());
            int done = was.done() + products;
            boolean last = done >= was.total();
            ProductImport now = new ProductImport(
                    was.id(),
                    was.name(),
                    last ? ImportState.DONE : ImportState.RUNNING,
                    was.options(),
                    was.total(),
                    done,
                    was.created() + tally.created(),
                    was.updated() + tally.updated(),
                    was.unchanged() + tally.unchanged(),
                    was.refused() + tally.refused() + (first ? work.wrong().refused() : 0),
                    0,
                    0,
                    was.actor(),
                    was.uploadedAt(),
                    last ? Optional.of(world.now()) : Optional.empty());
            ImportRow after =
                    new ImportRow(now, before.storeId(), before.kind(), before.fields(), notes, List.copyOf(made));
            store.step(handle, after);
            return last ? Optional.empty() : Optional.of(after);
        }

        private int note(Handle handle, List<RowError> rows, boolean wrong, int from) {
            List<RowError> some = rows.stream()
                    .limit(Math.max(0, MOST_NOTES - from))
                    .map(work.file()::named)
                    .toList();
            store.note(handle, before, some, wrong, from);
            return from + some.size();
        }
    }
}
