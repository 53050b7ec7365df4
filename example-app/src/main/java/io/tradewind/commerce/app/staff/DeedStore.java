package io.tradewind.commerce.app.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All SQL of the log. Rows are only ever added. */
final class DeedStore {
    private static final String INSERT = """
            insert into console.staff_deed (id, happened, handle, what, place, outcome, done)
            values (:id, :at, :handle, :what, :place, :outcome, :done)
            """;
    private static final String PAGE = """
            select id, happened, handle, what, place, outcome, done
            from console.staff_deed
            where (happened, id) < (:before, :id) and (:handle = '' or handle = :handle)
            order by happened desc, id desc
            limit :rows
            """;

    void insert(Handle handle, Deed deed) {
        handle.createUpdate(INSERT)
                .bind("id", deed.id())
                .bind("at", deed.at())
                .bind("handle", deed.handle())
                .bind("what", deed.what())
                .bind("place", deed.where())
                .bind("outcome", deed.outcome())
                .bind("done", deed.done())
                .execute();
    }

    List<Deed> page(Handle handle, String whose, Instant before, UUID id, int rows) {
        return handle.createQuery(PAGE)
                .bind("handle", whose)
                .bind("before", before)
                .bind("id", id)
                .bind("rows", rows)
                .map((row, context) -> deed(row))
                .list();
    }

    private static Deed deed(ResultSet row) throws SQLException {
        return new Deed(
                row.getObject("id", UUID.class),
                Tables.instant(row, "happened"),
                row.getString("handle"),
                row.getString("what"),
                row.getString("place"),
                row.getString("outcome"),
                row.getBoolean("done"));
    }
}
