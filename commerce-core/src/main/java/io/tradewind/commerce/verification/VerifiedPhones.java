package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells sibling packages, in their transaction, which number was verified for what. A verified number is good for 180
 * days. Safe for many threads.
 */
@Internal
@Singleton
public final class VerifiedPhones {
    private static final Duration GOOD_FOR = Duration.ofDays(180);

    private final VerificationStore store;
    private final Challenges challenges;
    private final World world;

    @Inject
    VerifiedPhones(VerificationStore store, Challenges challenges, World world) {
        this.store = store;
        this.challenges = challenges;
        this.world = world;
    }

    /**
     * The number verified last for that subject by the actor; staff and the system see whoever verified it. The caller
     * has made sure that the subject is the actor's to read.
     */
    public Optional<PhoneNumber> of(Handle handle, Scope scope, UUID subject) {
        return store.verified(
                handle,
                scope.storeId(),
                subject,
                scope.actor().ownerKey(),
                scope.actor().isStaff(),
                since());
    }

    /** True if the actor has verified that number for anything. */
    public boolean holds(Handle handle, Scope scope, PhoneNumber number) {
        return store.holds(handle, scope.storeId(), scope.actor().ownerKey(), number, since());
    }

    /**
     * What was verified for one subject now counts for another and belongs to the actor: carts were merged at sign-in.
     * Codes still on their way end.
     */
    public void moved(Handle handle, Scope scope, UUID fromSubject, UUID toSubject) {
        for (UUID id : store.open(handle, scope.storeId(), fromSubject)) {
            store.lock(handle, scope.storeId(), id)
                    .filter(Challenge::open)
                    .ifPresent(
                            it -> challenges.move(handle, scope, it, VerificationMove.CANCEL, "the cart was merged"));
        }
        store.handOn(
                handle, scope.storeId(), fromSubject, toSubject, scope.actor().ownerKey());
    }

    private Instant since() {
        return world.now().minus(GOOD_FOR);
    }
}
