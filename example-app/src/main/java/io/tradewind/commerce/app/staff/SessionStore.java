package io.tradewind.commerce.app.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All SQL of sessions. */
final class SessionStore {
    private static final String COLUMNS = """
            select x.id, x.since as begun, x.seen, x.until, x.proved, x.device,
              s.id as staff_id, s.handle, s.name, s.roles, s.active, s.since
            from console.staff_session x
            join console.staff s on s.id = x.staff_id
            """;
    private static final String FIND =
            COLUMNS + "where x.token = :token and s.active and x.until > :now and x.seen > :idle";
    private static final String OF = COLUMNS + """
            where x.staff_id = :staff and x.until > :now and x.seen > :idle
            order by x.seen desc, x.id
            """;
    private static final String INSERT = """
            insert into console.staff_session (id, token, staff_id, since, seen, until, proved, device)
            values (:id, :token, :staff, :now, :now, :until, :now, :device)
            """;
    private static final String SEEN = "update console.staff_session set seen = :now where id = :id";
    private static final String PROVED =
            "update console.staff_session set token = :token, proved = :now, seen = :now where id = :id";
    private static final String END = "delete from console.staff_session where token = :token";
    private static final String END_ONE = "delete from console.staff_session where id = :id and staff_id = :staff";
    private static final String END_OF = "delete from console.staff_session where staff_id = :staff";
    private static final String SWEEP = "delete from console.staff_session where until <= :now or seen <= :idle";

    Optional<Session> find(Handle handle, String token, Instant now, Instant idle) {
        return handle.createQuery(FIND)
                .bind("token", token)
                .bind("now", now)
                .bind("idle", idle)
                .map((row, context) -> session(row))
                .findOne();
    }

    List<Session> of(Handle handle, UUID staff, Instant now, Instant idle) {
        return handle.createQuery(OF)
                .bind("staff", staff)
                .bind("now", now)
                .bind("idle", idle)
                .map((row, context) -> session(row))
                .list();
    }

    void insert(Handle handle, UUID id, String token, UUID staff, Instant now, Instant until, String device) {
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("token", token)
                .bind("staff", staff)
                .bind("now", now)
                .bind("until", until)
                .bind("device", device)
                .execute();
    }

    void seen(Handle handle, UUID id, Instant now) {
        handle.createUpdate(SEEN).bind("id", id).bind("now", now).execute();
    }

    /** The password was given anew, so the session gets a new token. */
    void proved(Handle handle, UUID id, String token, Instant now) {
        handle.createUpdate(PROVED)
                .bind("id", id)
                .bind("token", token)
                .bind("now", now)
                .execute();
    }

    void end(Handle handle, String token) {
        handle.createUpdate(END).bind("token", token).execute();
    }

    boolean endOne(Handle handle, UUID id, UUID staff) {
        return handle.createUpdate(END_ONE).bind("id", id).bind("staff", staff).execute() == 1;
    }

    void endAll(Handle handle, UUID staff) {
        handle.createUpdate(END_OF).bind("staff", staff).execute();
    }

    void sweep(Handle handle, Instant now, Instant idle) {
        handle.createUpdate(SWEEP).bind("now", now).bind("idle", idle).execute();
    }

    private static Session session(ResultSet row) throws SQLException {
        Instant seen = Tables.instant(row, "seen");
        return new Session(
                row.getObject("id", UUID.class),
                new Member(
                        row.getObject("staff_id", UUID.class),
                        row.getString("handle"),
                        row.getString("name"),
                        Tables.roles(row.getString("roles")),
                        row.getBoolean("active"),
                        Tables.instant(row, "since"),
                        Optional.of(seen)),
                Tables.instant(row, "begun"),
                seen,
                Tables.instant(row, "until"),
                Tables.instant(row, "proved"),
                row.getString("device"));
    }
}
