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
import org.jspecify.annotations.Nullable;

/** All SQL of one-time links. */
final class LinkStore {
    private static final String COLUMNS = """
            select l.id, l.staff_id, coalesce(s.handle, '') as handle, l.roles, l.made_by, l.until
            from console.staff_link l
            left join console.staff s on s.id = l.staff_id
            """;
    private static final String FIND = COLUMNS + "where l.token = :token and l.until > :now";
    private static final String OPEN = COLUMNS + "where l.until > :now order by l.until, l.id";
    private static final String INSERT = """
            insert into console.staff_link (id, token, staff_id, roles, made_by, until)
            values (:id, :token, cast(:staff as uuid), :roles, :by, :until)
            """;
    private static final String USE = "delete from console.staff_link where token = :token and until > :now";
    private static final String REMOVE = "delete from console.staff_link where id = :id";
    private static final String REMOVE_BY = "delete from console.staff_link where made_by = :by";
    private static final String REMOVE_OF = "delete from console.staff_link where staff_id = :staff";

    Optional<Invitation> find(Handle handle, String token, Instant now) {
        return handle.createQuery(FIND)
                .bind("token", token)
                .bind("now", now)
                .map((row, context) -> invitation(row))
                .findOne();
    }

    List<Invitation> open(Handle handle, Instant now) {
        return handle.createQuery(OPEN)
                .bind("now", now)
                .map((row, context) -> invitation(row))
                .list();
    }

    void insert(Handle handle, UUID id, String token, @Nullable UUID staff, Set<Role> roles, String by, Instant until) {
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("token", token)
                .bind("staff", staff)
                .bind("roles", Tables.text(roles))
                .bind("by", by)
                .bind("until", until)
                .execute();
    }

    /** True for one caller only. */
    boolean use(Handle handle, String token, Instant now) {
        return handle.createUpdate(USE).bind("token", token).bind("now", now).execute() == 1;
    }

    boolean remove(Handle handle, UUID id) {
        return handle.createUpdate(REMOVE).bind("id", id).execute() == 1;
    }

    void removeBy(Handle handle, String by) {
        handle.createUpdate(REMOVE_BY).bind("by", by).execute();
    }

    void removeOf(Handle handle, UUID staff) {
        handle.createUpdate(REMOVE_OF).bind("staff", staff).execute();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("staff_id", UUID.class)),
                row.getString("handle"),
                Tables.roles(row.getString("roles")),
                row.getString("made_by"),
                Tables.instant(row, "until"));
    }
}
