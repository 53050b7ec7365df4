package io.tradewind.commerce.health;

import io.tradewind.commerce.internal.db.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for rows that break what must always hold: after a crash, a restore or a migration, and every night. It only
 * reads. Safe for many threads.
 */
@Singleton
public final class InvariantChecker {
    /** Three rounds of the slowest job that cleans up. */
    private static final Duration SWEEP = Duration.ofMinutes(15);

    private final InvariantStore store;
    private final List<Invariant> invariants = InvariantCatalogue.all();

    @Inject
    InvariantChecker(Database database) {
        this(database.schema());
    }

    private InvariantChecker(String schema) {
        this.store = new InvariantStore(schema);
    }

    /** A checker for a database that is not open in this process, such as a restored copy. */
    public static InvariantChecker ofSchema(String schema) {
        return new InvariantChecker(schema);
    }

    /** Names of all invariants that are checked. */
    public List<String> ids() {
        return invariants.stream().map(Invariant::id).toList();
    }

    /**
     * Checks all of them; empty if everything holds.
     *
     * @param connection left as it is; inside a snapshot or repeatable-read transaction the answer is of one moment
     * @param now the moment the data belongs to: what should have been cleaned up 15 minutes earlier counts as broken
     */
    public List<Violation> check(Connection connection, Instant now) {
        List<Violation> violations = new ArrayList<>();
        for (Invariant invariant : invariants) {
            List<String> rows = store.breaking(connection, invariant, now, now.minus(SWEEP));
            if (!rows.isEmpty()) {
                violations.add(new Violation(invariant.id(), invariant.rule(), rows));
            }
        }
        return violations;
    }
}
