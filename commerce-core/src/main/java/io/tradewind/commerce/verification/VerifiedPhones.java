package io.tradewind.commerce.verification;

import io.tradewind.commerce.access.Actor;
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
import org.jdbi.v3.core.statement.Query;

/**
 * Tells sibling packages, in their transaction, which number was verified for what. A verified number is good for 180
 * days. Safe for many threads.
 */
@Internal
@Singleton
public final class VerifiedPhones {
    /**
     * The number verified last for a cart {@code c} by the actor, null if there is none; staff and the system see whoever
     * verified it. To be bound by {@link #bind} in a statement that shows the actor nobody else's carts.
     */
    public static final String PHONE = """
            (select f.phone
              from commerce.verification f
              where f.store_id = c.store_id and f.subject_id = c.id and f.state = 'VERIFIED'
                and f.verified_at > :verifiedSince and (:anybody or f.owner_key = :verifiedBy)
              order by f.created_at desc, f.id desc
              fetch first 1 rows only) as phone
            """;

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
                        since())
                .or(() -> ofCustomer(handle, scope));
    }

    /**
     * What a customer verified last for anything: somebody who has signed in need not do it again for each cart. Empty for
     * everybody else.
     */
    public Optional<PhoneNumber> ofCustomer(Handle handle, Scope scope) {
        Actor actor = scope.actor();
        return actor.kind() == Actor.Kind.CUSTOMER
                ? store.verified(handle, scope.storeId(), actor.ownerKey(), since())
                : Optional.empty();
    }

    /** Binds what {@link #PHONE} compares with. */
    public Query bind(Query query, Scope scope) {
        return query.bind("verifiedSince", since())
                .bind("anybody", scope.actor().isStaff())
                .bind("verifiedBy", scope.actor().ownerKey());
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

    /** The same for one thing that a guest verified before signing in; what others verified for it is left alone. */
    public void adopt(Handle handle, Scope scope, Actor guest, UUID fromSubject, UUID toSubject) {
        store.adopt(
                handle,
                scope.storeId(),
                fromSubject,
                guest.ownerKey(),
                toSubject,
                scope.actor().ownerKey());
    }

    private Instant since() {
        return world.now().minus(GOOD_FOR);
    }
}
