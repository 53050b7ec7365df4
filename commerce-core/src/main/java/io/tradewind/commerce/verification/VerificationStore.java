package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.db.Followed;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.internal.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** SQL of verifications and their codes. */
@Singleton
final class VerificationStore {
    private static final String COLUMNS = """
            select id, subject_id, owner_key, purpose, phone, state, version, sends, checks, sending_until, resend_at,
              expires_at, created_at, verified_at, codes
            from commerce.verification
            """;

    /** The open one first, then the last. */
    private static final String OF_SUBJECT = COLUMNS + """
            where store_id = :store and subject_id = :subject
            order by case when active_key is null then 1 else 0 end, created_at desc, id desc
            """;

    /** The open one if there is one, else the last. */
    private static final String CURRENT = COLUMNS + """
            where store_id = :store and subject_id = :subject and owner_key = :owner
            order by case when active_key is null then 1 else 0 end, created_at desc, id desc
            fetch first 1 rows only
            """;

    private static final String CURRENT_LOCKED = CURRENT + """
            for update
            """;

    private static final String LOCK = COLUMNS + """
            where store_id = :store and id = :id
            for update
            """;

    private static final String INSERT = """
            insert into commerce.verification
              (store_id, id, subject_id, owner_key, active_key, purpose, phone, state, version, sends, checks,
               sending_until, resend_at, expires_at, created_at, open_since, codes)
            values (:store, :id, :subject, :owner, :active, :purpose, :phone, :state, :version, :sends, :checks,
               :sendingUntil, :resendAt, :expiresAt, :createdAt, :createdAt, :codes)
            """;

    private static final String MOVE = """
            update commerce.verification
            set state = :to, version = version + 1, verified_at = :verified, checks = checks + :guesses,
              codes = :codes, active_key = case when :open then active_key else null end,
              open_since = case when :open then open_since else null end
            where store_id = :store and id = :id and version = :version and state = any(:from)
              and checks + :guesses <= :most
            """;

    private static final String RESEND = """
            update commerce.verification
            set state = 'SENDING', version = version + 1, sends = sends + 1, sending_until = :sendingUntil,
              resend_at = :resendAt, expires_at = :expiresAt, codes = :codes
            where store_id = :store and id = :id and version = :version and state in ('SENT', 'UNSENT')
            """;

    private static final String COUNT_CHECK = """
            update commerce.verification
            set checks = checks + 1
            where store_id = :store and active_key = :active and state = 'SENT' and checks < :most
              and expires_at > :now
            """;

    private static final String ACTIVE = COLUMNS + """
            where store_id = :store and active_key = :active
            """;

    private static final String UNCOUNT_CHECK = """
            update commerce.verification
            set checks = checks - 1
            where store_id = :store and id = :id and state = 'SENT' and checks > 0
            """;

    private static final String WRITE_CODES = """
            update commerce.verification
            set codes = :codes
            where store_id = :store and id = :id
            """;

    /** What ended has no place in the index, and what moves keeps its own. */
    private static final String DUE = """
            select store_id, id
            from commerce.verification
            where open_since <= :now
              and (expires_at <= :now or (state = 'SENDING' and sending_until <= :now))
            order by open_since
            fetch first 100 rows only
            """;

    private static final String VERIFIED = """
            select phone
            from commerce.verification
            where store_id = :store and subject_id = :subject and state = 'VERIFIED' and verified_at > :since
              and (:anybody or owner_key = :owner)
            order by verified_at desc, id desc
            fetch first 1 rows only
            """;

    private static final String NEWEST_OF_OWNER = """
            select phone
            from commerce.verification
            where store_id = :store and owner_key = :owner and state = 'VERIFIED' and verified_at > :since
            order by verified_at desc, id desc
            fetch first 1 rows only
            """;

    private static final String HOLDS = """
            select count(*)
            from commerce.verification
            where store_id = :store and owner_key = :owner and phone = :phone and state = 'VERIFIED'
              and verified_at > :since
            """;

    private static final String OPEN_OF = """
            select id
            from commerce.verification
            where store_id = :store and subject_id = :subject and active_key is not null
            order by id
            """;

    private static final String HAND_ON = """
            update commerce.verification
            set subject_id = :to, owner_key = :owner
            where store_id = :store and subject_id = :subject and active_key is null
            """;

    private static final String ADOPT = """
            update commerce.verification
            set subject_id = :to, owner_key = :owner
            where store_id = :store and subject_id = :subject and owner_key = :guest and state = 'VERIFIED'
            """;

    private final Json json;

    @Inject
    VerificationStore(Json json) {
        this.json = json;
    }

    /** All of a subject, whoever asked: of each owner the open one first, then the last. */
    Question<List<Challenge>> of(Handle handle, int store, UUID subject) {
        Query query = handle.createQuery(OF_SUBJECT).bind("store", store).bind("subject", subject);
        return new Question<>(query, rows -> {
            List<Challenge> all = new ArrayList<>();
            while (rows.next()) {
                all.add(challenge(rows));
            }
            return all;
        });
    }

    Optional<Challenge> current(Handle handle, int store, UUID subject, String owner) {
        return current(handle.createQuery(CURRENT), store, subject, owner);
    }

    Optional<Challenge> lockCurrent(Handle handle, int store, UUID subject, String owner) {
        return current(handle.createQuery(CURRENT_LOCKED), store, subject, owner);
    }

    private Optional<Challenge> current(Query query, int store, UUID subject, String owner) {
        return query.bind("store", store)
                .bind("subject", subject)
                .bind("owner", owner)
                .map((row, context) -> challenge(row))
                .findOne();
    }

    Optional<Challenge> lock(Handle handle, int store, UUID id) {
        return handle.createQuery(LOCK)
                .bind("store", store)
                .bind("id", id)
                .map((row, context) -> challenge(row))
                .findOne();
    }

    void insert(Handle handle, int store, Challenge it) {
        Later.run(handle.createUpdate(INSERT)
                .bind("store", store)
                .bind("id", it.id())
                .bind("subject", it.subject())
                .bind("owner", it.ownerKey())
                .bind("active", activeKey(it.subject(), it.ownerKey()))
                .bind("purpose", it.purpose())
                .bind("phone", it.phone().e164())
                .bind("state", it.state())
                .bind("version", it.version())
                .bind("sends", it.sends())
                .bind("checks", it.checks())
                .bind("sendingUntil", it.sendingUntil())
                .bind("resendAt", it.resendAt())
                .bind("expiresAt", it.expiresAt())
                .bind("createdAt", it.createdAt())
                .bind("codes", json.write(it.codes())));
    }

    /**
     * True if this call made the move.
     *
     * @param guesses 1 if a guess at the code is counted with it; then there must be one left
     */
    boolean move(
            Handle handle,
            int store,
            Challenge it,
            VerificationMove move,
            int guesses,
            VerificationState to,
            Optional<Instant> verifiedAt) {
        return Later.rows(
                        handle.createUpdate(MOVE)
                                .bind("store", store)
                                .bind("id", it.id())
                                .bind("version", it.version())
                                .bindArray("from", String.class, (Object[]) VerificationFlow.TABLE.from(move))
                                .bind("to", to)
                                .bind("guesses", guesses)
                                .bind("most", Challenge.CHECKS)
                                .bind("open", it.in(to).open())
                                .bind("codes", json.write(it.codes()))
                                .bindByType("verified", verifiedAt.orElse(null), Instant.class),
                        1)
                == 1;
    }

    boolean resend(Handle handle, int store, Challenge before, Challenge sending) {
        return handle.createUpdate(RESEND)
                        .bind("store", store)
                        .bind("id", before.id())
                        .bind("version", before.version())
                        .bind("sendingUntil", sending.sendingUntil())
                        .bind("resendAt", sending.resendAt())
                        .bind("expiresAt", sending.expiresAt())
                        .bind("codes", json.write(sending.codes()))
                        .execute()
                == 1;
    }

    /** Writes the codes of a challenge that is locked. */
    void writeCodes(Handle handle, int store, Challenge it) {
        handle.createUpdate(WRITE_CODES)
                .bind("store", store)
                .bind("id", it.id())
                .bind("codes", json.write(it.codes()))
                .execute();
    }

    /** Takes one of the five guesses at a challenge that is locked; true is the right to compare. */
    boolean countCheck(Handle handle, int store, Challenge it, Instant now) {
        return Later.rows(countCheck(handle, store, activeKey(it.subject(), it.ownerKey()), now), 1) == 1;
    }

    /** Takes one of the five guesses at what waits for a code, if one is left, and reads it. */
    Optional<Challenge> countCurrent(Handle handle, int store, UUID subject, String owner, Instant now) {
        String active = activeKey(subject, owner);
        Query read = handle.createQuery(ACTIVE).bind("store", store).bind("active", active);
        return Followed.by(
                        handle,
                        countCheck(handle, store, active, now),
                        read,
                        rows -> rows.next() ? Optional.of(challenge(rows)) : Optional.<Challenge>empty())
                .flatMap(it -> it);
    }

    private static Update countCheck(Handle handle, int store, String active, Instant now) {
        return handle.createUpdate(COUNT_CHECK)
                .bind("store", store)
                .bind("active", active)
                .bind("most", Challenge.CHECKS)
                .bind("now", now);
    }

    /** An owner has one open challenge for a subject; one that has ended has no such key. */
    private static String activeKey(UUID subject, String owner) {
        return subject + ":" + owner;
    }

    void uncountCheck(Handle handle, int store, UUID id) {
        handle.createUpdate(UNCOUNT_CHECK).bind("store", store).bind("id", id).execute();
    }

    /** Verifications of all stores whose time is over, or whose sender has died. */
    List<Due> due(Handle handle, Instant now) {
        return handle.createQuery(DUE)
                .bind("now", now)
                .map((row, context) -> new Due(row.getInt("store_id"), row.getObject("id", UUID.class)))
                .list();
    }

    /** A verification that time has something to do with. */
    record Due(int store, UUID id) {}

    Optional<PhoneNumber> verified(
            Handle handle, int store, UUID subject, String owner, boolean anybody, Instant since) {
        return handle.createQuery(VERIFIED)
                .bind("store", store)
                .bind("subject", subject)
                .bind("owner", owner)
                .bind("anybody", anybody)
                .bind("since", since)
                .map((row, context) -> new PhoneNumber(row.getString("phone")))
                .findOne();
    }

    Optional<PhoneNumber> verified(Handle handle, int store, String owner, Instant since) {
        return handle.createQuery(NEWEST_OF_OWNER)
                .bind("store", store)
                .bind("owner", owner)
                .bind("since", since)
                .map((row, context) -> new PhoneNumber(row.getString("phone")))
                .findOne();
    }

    boolean holds(Handle handle, int store, String owner, PhoneNumber phone, Instant since) {
        return handle.createQuery(HOLDS)
                        .bind("store", store)
                        .bind("owner", owner)
                        .bind("phone", phone.e164())
                        .bind("since", since)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    List<UUID> open(Handle handle, int store, UUID subject) {
        return handle.createQuery(OPEN_OF)
                .bind("store", store)
                .bind("subject", subject)
                .mapTo(UUID.class)
                .list();
    }

    void handOn(Handle handle, int store, UUID subject, UUID to, String owner) {
        handle.createUpdate(HAND_ON)
                .bind("store", store)
                .bind("subject", subject)
                .bind("to", to)
                .bind("owner", owner)
                .execute();
    }

    void adopt(Handle handle, int store, UUID subject, String guest, UUID to, String owner) {
        handle.createUpdate(ADOPT)
                .bind("store", store)
                .bind("subject", subject)
                .bind("guest", guest)
                .bind("to", to)
                .bind("owner", owner)
                .execute();
    }

    private Challenge challenge(ResultSet row) throws SQLException {
        return new Challenge(
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("owner_key"),
                row.getString("purpose"),
                new PhoneNumber(row.getString("phone")),
                VerificationState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getInt("sends"),
                row.getInt("checks"),
                instant(row, "sending_until"),
                instant(row, "resend_at"),
                instant(row, "expires_at"),
                instant(row, "created_at"),
                Optional.ofNullable(row.getObject("verified_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                json.readList(row.getString("codes"), SentCode.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
