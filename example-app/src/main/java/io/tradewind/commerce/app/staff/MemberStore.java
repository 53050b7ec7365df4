package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All SQL of accounts. */
final class MemberStore {
    private static final String COLUMNS = """
            select s.id, s.handle, s.name, s.roles, s.active, s.since,
              (select max(x.seen) from console.staff_session x where x.staff_id = s.id) as seen
            from console.staff s
            """;
    private static final String ALL = COLUMNS + "order by s.active desc, s.name, s.id";
    private static final String BY_ID = COLUMNS + "where s.id = :id";
    private static final String BY_HANDLE = COLUMNS + "where s.handle = :handle";
    private static final String COUNT = "select count(*) from console.staff where active";
    /** In one order, so that two closings at once meet here and the later one sees what the first has done. */
    private static final String LOCK_ACTIVE = """
            select id, handle, name, roles, active, since, null as seen
            from console.staff
            where active
            order by id
            for update
            """;

    private static final String PASSWORD = "select password from console.staff where id = :id";
    private static final String INSERT = """
            insert into console.staff (id, handle, name, roles, password, active, since)
            values (:id, :handle, :name, :roles, :password, true, :at)
            """;
    private static final String SET_ROLES = "update console.staff set roles = :roles where id = :id and active";
    private static final String SET_ACTIVE = "update console.staff set active = :active where id = :id";
    private static final String SET_PASSWORD = "update console.staff set password = :password where id = :id";

    List<Member> all(Handle handle) {
        return handle.createQuery(ALL).map((row, context) -> member(row)).list();
    }

    int active(Handle handle) {
        return handle.createQuery(COUNT).mapTo(Integer.class).one();
    }

    Optional<Member> find(Handle handle, UUID id) {
        return handle.createQuery(BY_ID)
                .bind("id", id)
                .map((row, context) -> member(row))
                .findOne();
    }

    Optional<Member> find(Handle handle, String name) {
        return handle.createQuery(BY_HANDLE)
                .bind("handle", name)
                .map((row, context) -> member(row))
                .findOne();
    }

    List<Member> lockActive(Handle handle) {
        return handle.createQuery(LOCK_ACTIVE)
                .map((row, context) -> member(row))
                .list();
    }

    String password(Handle handle, UUID id) {
        return handle.createQuery(PASSWORD).bind("id", id).mapTo(String.class).one();
    }

    void insert(Handle handle, UUID id, String name, String words, Set<Role> roles, String password, Instant at) {
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("handle", name)
                .bind("name", words)
                .bind("roles", Tables.text(roles))
                .bind("password", password)
                .bind("at", at)
                .execute();
    }

    void roles(Handle handle, UUID id, Set<Role> roles) {
        handle.createUpdate(SET_ROLES)
                .bind("id", id)
                .bind("roles", Tables.text(roles))
                .execute();
    }

    void active(Handle handle, UUID id, boolean active) {
        handle.createUpdate(SET_ACTIVE).bind("id", id).bind("active", active).execute();
    }

    void password(Handle handle, UUID id, String password) {
        handle.createUpdate(SET_PASSWORD)
                .bind("id", id)
                .bind("password", password)
                .execute();
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getString("handle"),
                row.getString("name"),
                Tables.roles(row.getString("roles")),
                row.getBoolean("active"),
                Tables.instant(row, "since"),
                Tables.maybe(row, "seen"));
    }
}
