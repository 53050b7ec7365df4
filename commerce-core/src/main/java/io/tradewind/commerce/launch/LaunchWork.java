package io.tradewind.commerce.launch;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Opens launches whose time has come, lets invitations lapse whose window is over, and forgets people who signed up and
 * never confirmed it. Safe for many threads.
 */
@Internal
@Singleton
public final class LaunchWork {
    private static final String NAME = "launches";
    private static final Duration UNCONFIRMED_KEPT = Duration.ofDays(30);

    private final LaunchStore launches;
    private final SignUpStore signUps;
    private final LaunchMoves moves;
    private final Line line;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    LaunchWork(
            LaunchStore launches,
            SignUpStore signUps,
            LaunchMoves moves,
            Line line,
            Scopes scopes,
            Tx tx,
            World world) {
        this.launches = launches;
        this.signUps = signUps;
        this.moves = moves;
        this.line = line;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that does it. */
    public Job job() {
        return new Job(NAME, Duration.ofMinutes(1), this::step);
    }

    private int step() {
        Instant now = world.now();
        int moved = 0;
        for (LaunchStore.Due due : tx.read("launches.due", handle -> launches.due(handle, now))) {
            if (scopes.knows(due.store())) {
                Scope scope = scopes.system(due.store(), NAME);
                LaunchAnswer answer = tx.write(
                        "launches.open",
                        handle -> moves.move(handle, scope, due.id(), LaunchMove.OPEN, LaunchState.SELLING, ""));
                moved += answer instanceof LaunchAnswer.Moved ? 1 : 0;
            }
        }
        return moved
                + each(tx.read("launches.lapsed", handle -> signUps.due(handle, now)), "launches.lapse", line::lapse);
    }

    /** The job that forgets contacts. */
    public Job pruning() {
        return new Job("sign-up-pruning", Duration.ofHours(6), () -> {
            Instant before = world.now().minus(UNCONFIRMED_KEPT);
            return each(
                    tx.read("launches.unconfirmed", handle -> signUps.neverConfirmed(handle, before)),
                    "launches.forget",
                    (handle, scope, id) -> line.forget(handle, scope, id, before));
        });
    }

    private interface Deed {
        /** False if nothing was left to do. */
        boolean to(Handle handle, Scope scope, SignUpId id);
    }

    private int each(List<SignUpStore.Due> all, String name, Deed deed) {
        int moved = 0;
        for (SignUpStore.Due due : all) {
            if (scopes.knows(due.store())) {
                Scope scope = scopes.system(due.store(), NAME);
                moved += tx.write(name, handle -> deed.to(handle, scope, due.id())) ? 1 : 0;
            }
        }
        return moved;
    }
}
