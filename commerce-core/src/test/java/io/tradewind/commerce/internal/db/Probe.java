package io.tradewind.commerce.internal.db;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** A table of the tests' own in our schema, so that they depend on nobody's columns. */
final class Probe {
    private Probe() {}

    /** Makes it if need be, and empties it. */
    static void prepare(Database database) {
        database.tx()
                .write(
                        "probe",
                        handle -> handle.execute("create table if not exists commerce.probe"
                                + " (id integer not null primary key, code varchar(40) not null)"));
        database.tx().write("probe", handle -> handle.execute("delete from commerce.probe"));
    }

    static int insert(Handle handle, int id, String code) {
        return handle.createUpdate("insert into commerce.probe (id, code) values (:id, :code)")
                .bind("id", id)
                .bind("code", code)
                .execute();
    }

    static List<String> codes(Handle handle) {
        return handle.createQuery("select code from commerce.probe order by code")
                .mapTo(String.class)
                .list();
    }

    static int count(Handle handle) {
        return handle.createQuery("select count(*) from commerce.probe")
                .mapTo(Integer.class)
                .one();
    }
}
