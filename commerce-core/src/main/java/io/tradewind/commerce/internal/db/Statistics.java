package io.tradewind.commerce.internal.db;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Has PostgreSQL count the rows of tables that have grown since it last did. Its own daemon comes within minutes; until
 * then it takes a table for empty and reads all of it where an index would do, so that right after an import what takes a
 * millisecond takes seconds. H2 does this by itself. Safe for many threads and nodes.
 */
@Singleton
public final class Statistics {
    /** Small ones are read whole at no cost. One that cannot be counted by this user is left to its owner. */
    private static final String GROWN = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = :schema and c.relkind = 'r' and pg_has_role(c.relowner, 'usage')
              and pg_relation_size(c.oid) > 4 * current_setting('block_size')::bigint * greatest(c.relpages, 1)
            order by 1
            """;

    private final Database database;

    @Inject
    Statistics(Database database) {
        this.database = database;
    }

    /** How many tables were counted. */
    public int refresh() {
        if (!database.isPostgres()) {
            return 0;
        }
        List<String> grown = database.tx()
                .read(
                        "statistics.grown",
                        handle -> handle.createQuery(GROWN)
                                .bind("schema", database.schema())
                                .mapTo(String.class)
                                .list());
        if (!grown.isEmpty()) {
            database.tx().write("statistics.count", handle -> handle.execute("analyze " + String.join(", ", grown)));
        }
        return grown.size();
    }
}
