package io.tradewind.commerce.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A product file that was handed in, and how far it is. Counts are products. Immutable.
 *
 * @param name of the file
 * @param options as it was started with
 * @param total how many products can be tried; 0 before it was started
 * @param done how many of them were
 * @param created how many are new
 * @param updated how many changed
 * @param unchanged how many were already as the file says
 * @param refused how many were kept out, for reasons that {@link Imports#report} lists
 * @param takenBack how many of those it created or changed are as they were before
 * @param kept how many could not be taken back, for reasons that {@link Imports#kept} lists
 * @param actor who handed it in
 * @param finishedAt when it was done or stopped
 */
public record ProductImport(
        ImportId id,
        String name,
        ImportState state,
        ImportOptions options,
        int total,
        int done,
        int created,
        int updated,
        int unchanged,
        int refused,
        int takenBack,
        int kept,
        String actor,
        Instant uploadedAt,
        Optional<Instant> finishedAt) {
    /** For so long after it has finished an import can be taken back. */
    public static final Duration UNDO = Duration.ofHours(24);

    /** True if there is something to take back and there is still time for it. */
    public boolean canBeUndone(Instant now) {
        return (state == ImportState.DONE || state == ImportState.STOPPED)
                && created + updated > 0
                && finishedAt.map(it -> now.isBefore(it.plus(UNDO))).orElse(false);
    }

    /** Steps taken of {@link #steps}, forward or back. */
    public int step() {
        return state == ImportState.UNDOING || state == ImportState.UNDONE ? takenBack + kept : done;
    }

    /** How many steps there are, forward or back. */
    public int steps() {
        return state == ImportState.UNDOING || state == ImportState.UNDONE ? created + updated : total;
    }
}
