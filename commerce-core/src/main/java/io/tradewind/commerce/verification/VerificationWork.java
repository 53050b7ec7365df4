package io.tradewind.commerce.verification;

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
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Ends verifications whose time is over, and counts messages as sent whose sender has died. */
@Internal
@Singleton
public final class VerificationWork {
    private final VerificationStore store;
    private final Challenges challenges;
    private final SendLimits limits;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    VerificationWork(
            VerificationStore store, Challenges challenges, SendLimits limits, Scopes scopes, Tx tx, World world) {
        this.store = store;
        this.challenges = challenges;
        this.limits = limits;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that does it. */
    public Job job() {
        return new Job("verifications", Duration.ofSeconds(30), this::step);
    }

    /** The job that forgets what was counted. */
    public Job pruning() {
        return new Job("verification-pruning", Duration.ofHours(6), () -> {
            tx.write("verifications.prune", limits::prune);
            return 0; // deleting makes nothing else due
        });
    }

    private int step() {
        Instant now = world.now();
        List<VerificationStore.Due> due = tx.read("verifications.due", handle -> store.due(handle, now));
        int moved = 0;
        for (VerificationStore.Due each : due) {
            if (scopes.knows(each.store())) {
                Scope scope = scopes.system(each.store(), "verifications");
                moved += tx.write("verifications.over", handle -> over(handle, scope, each, now)) ? 1 : 0;
            }
        }
        return moved;
    }

    private boolean over(Handle handle, Scope scope, VerificationStore.Due due, Instant now) {
        return store.lock(handle, scope.storeId(), due.id())
                .filter(Challenge::open)
                .flatMap(it -> {
                    if (!it.expiresAt().isAfter(now)) {
                        return challenges.move(handle, scope, it, VerificationMove.EXPIRE, "");
                    }
                    return it.sendingWasCutShort(now)
                            ? challenges.move(
                                    handle, scope, it, VerificationMove.MARK_SENT, "whoever sent it was cut short")
                            : Optional.empty();
                })
                .isPresent();
    }
}
