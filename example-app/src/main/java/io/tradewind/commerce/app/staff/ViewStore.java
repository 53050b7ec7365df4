package io.tradewind.commerce.app.staff;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All SQL of saved views. */
final class ViewStore {
    private static final String OF = """
            select id, name, address, opens
            from console.staff_view
            where staff_id = :staff
            order by since, id
            """;
    /** The same person in two tabs meets here, so that neither makes a name twice. */
    private static final String LOCK = "select id from console.staff where id = :staff for update";

    private static final String INSERT = """
            insert into console.staff_view (id, staff_id, name, address, opens, since)
            values (:id, :staff, :name, :address, false, :at)
            """;
    private static final String RENAME =
            "update console.staff_view set name = :name where id = :id and staff_id = :staff";
    private static final String OPENS = "update console.staff_view set opens = (id = :id) where staff_id = :staff";
    private static final String OPENS_NONE = "update console.staff_view set opens = false where staff_id = :staff";
    private static final String DELETE = "delete from console.staff_view where id = :id and staff_id = :staff";

    List<SavedView> of(Handle handle, UUID staff) {
        return handle.createQuery(OF)
                .bind("staff", staff)
                .map((row, context) -> new SavedView(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("address"),
                        row.getBoolean("opens")))
                .list();
    }

    List<SavedView> lock(Handle handle, UUID staff) {
        handle.createQuery(LOCK).bind("staff", staff).mapTo(UUID.class).one();
        return of(handle, staff);
    }

    void insert(Handle handle, UUID id, UUID staff, String name, String address, Instant at) {
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("staff", staff)
                .bind("name", name)
                .bind("address", address)
                .bind("at", at)
                .execute();
    }

    void rename(Handle handle, UUID id, UUID staff, String name) {
        handle.createUpdate(RENAME)
                .bind("id", id)
                .bind("staff", staff)
                .bind("name", name)
                .execute();
    }

    void opens(Handle handle, UUID id, UUID staff) {
        handle.createUpdate(OPENS).bind("id", id).bind("staff", staff).execute();
    }

    void opensNone(Handle handle, UUID staff) {
        handle.createUpdate(OPENS_NONE).bind("staff", staff).execute();
    }

    boolean delete(Handle handle, UUID id, UUID staff) {
        return handle.createUpdate(DELETE).bind("id", id).bind("staff", staff).execute() == 1;
    }
}
