package io.tradewind.commerce.verification;

import com.fasterxml.uuid.UUIDComparator;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Tells sibling packages, in their transaction, which number was verified for what. A verified number is good for 180
 * days. Safe for many threads.
 */
@Internal
@Singleton
public final class VerifiedPhones {
    /** What {@link Latest} reads. */
    public static final String COLUMNS = "f.id as phone_id, f.phone, f.created_at as phone_since";

    /**
     * Behind a cart {@code c}: the numbers that the actor has verified for it, be it one or several; staff and the system
     * see whoever verified them. To be bound by {@link #bind} in a statement that shows the actor nobody else's carts.
     * Joined, as PostgreSQL walks through the whole of a statement with a question inside whenever it runs.
     */
    public static final String JOIN = """
            left join commerce.verification f on f.store_id = c.store_id and f.subject_id = c.id and f.state = 'VERIFIED'
              and f.verified_at > :verifiedSince and (:anybody or f.owner_key = :verifiedBy)
            """;

    /** The number verified last among rows that carry {@link #COLUMNS}. Used by one thread. */
    public static final class Latest {
        private static final Comparator<UUID> BY_ID = new UUIDComparator();

        private @Nullable UUID id;
        private @Nullable Instant since;
        private @Nullable PhoneNumber phone;

        /** Takes in a row; the same number may stand in many. */
        public void add(ResultSet row) throws SQLException {
            UUID other = row.getObject("phone_id", UUID.class);
            if (other == null || other.equals(id)) {
                return;
            }
            Instant at = row.getObject("phone_since", OffsetDateTime.class).toInstant();
            if (id == null
                    || since == null
                    || at.isAfter(since)
                    || (at.equals(since) && BY_ID.compare(other, id) > 0)) {
                id = other;
                since = at;
                phone = new PhoneNumber(row.getString("phone"));
            }
        }

        /** Empty if there was none. */
        public Optional<PhoneNumber> phone() {
            return Optional.ofNullable(phone);
        }
    }

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

    /** Binds what {@link #JOIN} compares with. */
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
