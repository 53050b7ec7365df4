package io.tradewind.commerce.launch;

import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The rows of sign-ups. A contact has one row per launch that counts, which has its key; the key is emptied when the
 * sign-up ends, and what somebody else begins with the same contact has none until the contact is proven.
 */
@Singleton
final class SignUpStore {
    private static final String ROWS = """
            select id, launch_id, kind, contact, owner_key, state, place, link_hash, link_at, invited_until,
                   signed_up_at, version
            from commerce.sign_up
            where store_id = :store
            """;
    private static final String BY_ID = ROWS + """
              and id = :id
            """;
    private static final String BY_CONTACT = ROWS + """
              and launch_id = :launch and contact_key = :key
            """;
    private static final String BY_INVITATION = ROWS + """
              and invite_hash = :hash
            """;
    private static final String BY_ORDER = ROWS + """
              and order_id = :order
            """;
    private static final String OF_OWNER = ROWS + """
              and owner_key = :owner and launch_id = :launch
            order by case when state in ('WITHDRAWN', 'LAPSED') then 1 else 0 end, id desc
            fetch first 1 rows only
            """;
    private static final String NEXT_IN_LINE = ROWS + """
              and launch_id = :launch and state = 'REGISTERED'
            order by place
            fetch first :count rows only
            """;
    private static final String LIVE = ROWS + """
              and launch_id = :launch and state = any(:states)
            order by id
            """;
    private static final String PAGE = ROWS + """
              and launch_id = :launch and id > :after
            order by id
            fetch first :count rows only
            """;
    private static final String COUNTS = """
            select state, count(*) as people
            from commerce.sign_up
            where store_id = :store and launch_id = :launch
            group by state
            """;
    private static final String INSERT = """
            insert into commerce.sign_up
              (store_id, id, launch_id, kind, contact, contact_key, owner_key, state, link_hash, link_at,
               signed_up_at, version)
            values
              (:store, :id, :launch, :kind, :contact, :key, :owner, :state, :linkHash, :linkAt,
               :signedUpAt, 1)
            """;
    private static final String NEW_LINK = """
            update commerce.sign_up
            set link_hash = :hash, link_at = :now
            where store_id = :store and id = :id and state = 'UNCONFIRMED' and link_at <= :before
            """;
    private static final String CONFIRM = """
            update commerce.sign_up
            set state = 'REGISTERED', place = :place, owner_key = :owner, version = version + 1
            where store_id = :store and id = :id and state = 'UNCONFIRMED'
            """;
    private static final String COUNT_AS_FIRST = """
            update commerce.sign_up
            set contact_key = :key
            where store_id = :store and id = :id and state = 'UNCONFIRMED'
            """;
    private static final String HAND_OVER = """
            update commerce.sign_up
            set owner_key = :owner
            where store_id = :store and id = :id
            """;
    private static final String INVITE = """
            update commerce.sign_up
            set state = 'INVITED', invite_hash = :hash, invited_until = :until, version = version + 1
            where store_id = :store and id = :id and state = 'REGISTERED'
            """;
    private static final String END = """
            update commerce.sign_up
            set state = :to, contact_key = null, contact = case when :erase then '' else contact end,
                version = version + 1
            where store_id = :store and id = :id and state = any(:from)
            """;
    private static final String LOCKED = BY_ID + """
            for update
            """;
    private static final String CLAIM = """
            update commerce.sign_up
            set order_id = :checkout, claimed_until = :until
            where store_id = :store and id = :id and launch_id = :launch
              and state = 'INVITED' and invited_until > :now
              and (kind <> 'PHONE' or :phone = '' or contact = :phone)
              and (order_id is null or order_id = :checkout or claimed_until <= :now)
              and exists (
                select 1
                from commerce.launch l
                where l.store_id = :store and l.id = :launch and l.state = 'SELLING' and l.per_person >= :units)
            """;
    private static final String PROLONG = """
            update commerce.sign_up
            set claimed_until = :until
            where store_id = :store and id = :id and state = 'INVITED' and order_id = :checkout
              and claimed_until < :until
            """;
    private static final String ORDER = """
            update commerce.sign_up
            set state = 'ORDERED', order_id = :order, claimed_until = null, version = version + 1
            where store_id = :store and id = :id and state = 'INVITED'
              and (order_id is null or order_id = :order or claimed_until <= :now)
            """;
    private static final String ORDER_AT = ORDER + """
              and version = :version
            """;
    private static final String UNORDER = """
            update commerce.sign_up
            set state = 'INVITED', order_id = null, version = version - 1
            where store_id = :store and id = :id and state = 'ORDERED' and order_id = :order
            """;
    private static final String REOPEN = """
            update commerce.sign_up
            set state = 'INVITED', order_id = null, version = version + 1
            where store_id = :store and id = :id and state = 'ORDERED' and invited_until > :now
            """;
    private static final String DUE = """
            select store_id, id
            from commerce.sign_up
            where state = 'INVITED' and invited_until <= :now
              and (claimed_until is null or claimed_until <= :now)
            order by invited_until
            fetch first 100 rows only
            """;

    private static final String NEVER_CONFIRMED = """
            select store_id, id
            from commerce.sign_up
            where state = 'UNCONFIRMED' and link_at <= :before
            order by link_at
            fetch first 100 rows only
            """;

    @Inject
    SignUpStore() {}

    /** A sign-up of any store. */
    record Due(int store, SignUpId id) {}

    Optional<Registration> find(Handle handle, Scope scope, SignUpId id) {
        return one(scope, handle.createQuery(BY_ID).bind("id", id.value()));
    }

    Optional<Registration> find(Handle handle, Scope scope, LaunchId launch, Contact contact) {
        return one(
                scope,
                handle.createQuery(BY_CONTACT).bind("launch", launch.value()).bind("key", contact.key()));
    }

    Optional<Registration> invited(Handle handle, Scope scope, String token) {
        return one(scope, handle.createQuery(BY_INVITATION).bind("hash", Secrets.hash(token)));
    }

    Optional<Registration> ordered(Handle handle, Scope scope, UUID order) {
        return one(scope, handle.createQuery(BY_ORDER).bind("order", order));
    }

    Optional<Registration> mine(Handle handle, Scope scope, LaunchId launch) {
        return one(
                scope,
                handle.createQuery(OF_OWNER)
                        .bind("launch", launch.value())
                        .bind("owner", scope.actor().ownerKey()));
    }

    List<Registration> nextInLine(Handle handle, Scope scope, LaunchId launch, int count) {
        return rows(
                scope,
                handle.createQuery(NEXT_IN_LINE).bind("launch", launch.value()).bind("count", count));
    }

    List<Registration> live(Handle handle, Scope scope, LaunchId launch) {
        return rows(
                scope,
                handle.createQuery(LIVE).bind("launch", launch.value()).bindArray("states", String.class, (Object[])
                        SignUpFlow.TABLE.from(SignUpMove.WITHDRAW)));
    }

    List<Registration> page(Handle handle, Scope scope, LaunchId launch, UUID after, int count) {
        return rows(
                scope,
                handle.createQuery(PAGE)
                        .bind("launch", launch.value())
                        .bind("after", after)
                        .bind("count", count));
    }

    Map<SignUpState, Integer> counts(Handle handle, Scope scope, LaunchId launch) {
        Map<SignUpState, Integer> counts = new EnumMap<>(SignUpState.class);
        handle.createQuery(COUNTS)
                .bind("store", scope.storeId())
                .bind("launch", launch.value())
                .map((row, context) -> Map.entry(SignUpState.valueOf(row.getString("state")), row.getInt("people")))
                .forEach(it -> counts.put(it.getKey(), it.getValue()));
        return counts;
    }

    /** False if this contact has a live sign-up already. */
    boolean insert(Handle handle, Scope scope, Registration it) {
        return FirstRow.insert(
                handle, () -> insert(handle, scope, it, it.contact().key()));
    }

    /** What begins beside the contact's live sign-up; it counts for nothing until the contact is proven. */
    void insertBeside(Handle handle, Scope scope, Registration it) {
        insert(handle, scope, it, null);
    }

    private static int insert(Handle handle, Scope scope, Registration it, @Nullable String key) {
        return handle.createUpdate(INSERT)
                .bind("store", scope.storeId())
                .bind("id", it.id().value())
                .bind("launch", it.launch().value())
                .bind("kind", it.contact().kind().name())
                .bind("contact", it.contact().value())
                .bind("key", key)
                .bind("owner", it.ownerKey())
                .bind("state", it.state().name())
                .bind("linkHash", it.linkHash())
                .bind("linkAt", it.linkAt())
                .bind("signedUpAt", it.signedUpAt())
                .execute();
    }

    /** From now on this is the sign-up of its contact: the one before it has ended. */
    void countAsFirst(Handle handle, Scope scope, Registration it) {
        handle.createUpdate(COUNT_AS_FIRST)
                .bind("store", scope.storeId())
                .bind("id", it.id().value())
                .bind("key", it.contact().key())
                .execute();
    }

    /** It belongs to the actor from now on, who has proven the contact. */
    void handOver(Handle handle, Scope scope, SignUpId id) {
        handle.createUpdate(HAND_OVER)
                .bind("store", scope.storeId())
                .bind("id", id.value())
                .bind("owner", scope.actor().ownerKey())
                .execute();
    }

    /** Another link takes the place of the one before, unless that one is younger than {@code before}. */
    boolean newLink(Handle handle, Scope scope, SignUpId id, String token, Instant now, Instant before) {
        return handle.createUpdate(NEW_LINK)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("hash", Secrets.hash(token))
                        .bind("now", now)
                        .bind("before", before)
                        .execute()
                == 1;
    }

    boolean confirm(Handle handle, Scope scope, SignUpId id, int place) {
        return handle.createUpdate(CONFIRM)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("place", place)
                        .bind("owner", scope.actor().ownerKey())
                        .execute()
                == 1;
    }

    void invite(Handle handle, Scope scope, Map<SignUpId, String> tokens, Instant until) {
        PreparedBatch batch = handle.prepareBatch(INVITE);
        tokens.forEach((id, token) -> batch.bind("store", scope.storeId())
                .bind("id", id.value())
                .bind("hash", Secrets.hash(token))
                .bind("until", until)
                .add());
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Ends sign-ups; the contact can sign up anew. */
    void end(Handle handle, Scope scope, List<Registration> all, SignUpMove move, SignUpState to, boolean erase) {
        PreparedBatch batch = handle.prepareBatch(END);
        all.forEach(it -> batch.bind("store", scope.storeId())
                .bind("id", it.id().value())
                .bind("to", to.name())
                .bind("erase", erase)
                .bindArray("from", String.class, (Object[]) SignUpFlow.TABLE.from(move))
                .add());
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    Optional<Registration> lock(Handle handle, Scope scope, SignUpId id) {
        return one(scope, handle.createQuery(LOCKED).bind("id", id.value()));
    }

    /** Only that checkout can order with the invitation until then; false if the invitation does not allow it. */
    boolean claim(Handle handle, Scope scope, Invitations.Use use, Instant until, Instant now) {
        return handle.createUpdate(CLAIM)
                        .bind("store", scope.storeId())
                        .bind("id", use.invitation())
                        .bind("launch", use.launch())
                        .bind("checkout", use.checkout())
                        .bind("phone", use.phone())
                        .bind("units", use.units())
                        .bind("until", until)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void prolong(Handle handle, Scope scope, SignUpId id, UUID checkout, Instant until) {
        handle.createUpdate(PROLONG)
                .bind("store", scope.storeId())
                .bind("id", id.value())
                .bind("checkout", checkout)
                .bind("until", until)
                .execute();
    }

    /** As {@link #order}, for somebody who knows the version before; false also if it is another one. */
    boolean orderAt(Handle handle, Scope scope, SignUpId id, int version, UUID order, Instant now) {
        return handle.createUpdate(ORDER_AT)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("version", version)
                        .bind("order", order)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    boolean order(Handle handle, Scope scope, SignUpId id, UUID order, Instant now) {
        return handle.createUpdate(ORDER)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("order", order)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void unorder(Handle handle, Scope scope, SignUpId id, UUID order) {
        handle.createUpdate(UNORDER)
                .bind("store", scope.storeId())
                .bind("id", id.value())
                .bind("order", order)
                .execute();
    }

    boolean reopen(Handle handle, Scope scope, SignUpId id, Instant now) {
        return handle.createUpdate(REOPEN)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Invited people whose window is over. */
    List<Due> due(Handle handle, Instant now) {
        return due(handle.createQuery(DUE).bind("now", now));
    }

    /** Those who asked for their last link or code before then and never used it. */
    List<Due> neverConfirmed(Handle handle, Instant before) {
        return due(handle.createQuery(NEVER_CONFIRMED).bind("before", before));
    }

    private static List<Due> due(Query query) {
        return query.map((row, context) ->
                        new Due(row.getInt("store_id"), new SignUpId(row.getObject("id", UUID.class))))
                .list();
    }

    private static Optional<Registration> one(Scope scope, Query query) {
        return rows(scope, query).stream().findFirst();
    }

    private static List<Registration> rows(Scope scope, Query query) {
        return query.bind("store", scope.storeId())
                .map((row, context) -> row(row))
                .list();
    }

    private static Registration row(ResultSet row) throws SQLException {
        int place = row.getInt("place"); // 0 for null, places begin at 1
        return new Registration(
                new SignUpId(row.getObject("id", UUID.class)),
                new LaunchId(row.getObject("launch_id", UUID.class)),
                new Contact(Contact.Kind.valueOf(row.getString("kind")), row.getString("contact")),
                row.getString("owner_key"),
                SignUpState.valueOf(row.getString("state")),
                place == 0 ? OptionalInt.empty() : OptionalInt.of(place),
                row.getString("link_hash"),
                row.getObject("link_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("invited_until", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getObject("signed_up_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
