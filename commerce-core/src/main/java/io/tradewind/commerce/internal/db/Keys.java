package io.tradewind.commerce.internal.db;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Questions about a list of keys, which is joined as {@code from unnest(:keys) as w(key)}. A few keys are joined one by one
 * instead: PostgreSQL takes an array for ten keys until it sees it, so it finds a plan for fewer cheaper than the one it
 * keeps, and plans the statement anew at each call, which takes several times as long as the answer.
 */
public final class Keys {
    /** What is beyond it costs more than planning does, and the plan that is kept is good. */
    public static final int FEW = 5;

    private Keys() {}

    /**
     * A question with its keys; other values are still to be bound.
     *
     * @param sql joins the keys as {@code unnest(:name) as w(column)}
     * @param type texts or UUIDs
     */
    public static <K> Query query(Handle handle, String sql, String name, Class<K> type, Collection<? extends K> keys) {
        if (keys.isEmpty() || keys.size() > FEW) {
            return handle.createQuery(sql).bindArray(name, type, keys.toArray());
        }
        Query query = handle.createQuery(oneByOne(sql, name, type, keys.size()));
        int number = 0;
        for (K key : keys) {
            query.bindByType(name + ++number, key, type);
        }
        return query;
    }

    /** The question for that number of keys, which then have numbers behind their name. */
    public static String oneByOne(String sql, String name, Class<?> type, int keys) {
        String array = "unnest(:" + name + ") as w(";
        StringBuilder text = new StringBuilder(sql.length() + 200);
        int done = 0;
        for (int at = sql.indexOf(array); at >= 0; at = sql.indexOf(array, done)) {
            int end = sql.indexOf(')', at + array.length());
            text.append(sql, done, at).append('(');
            for (int key = 1; key <= keys; key++) {
                text.append(key == 1 ? "select " : " union all select ")
                        .append("cast(:")
                        .append(name)
                        .append(key)
                        .append(type == UUID.class ? " as uuid) as " : " as varchar) as ")
                        .append(sql, at + array.length(), end);
            }
            text.append(") w");
            done = end + 1;
        }
        if (done == 0) {
            throw new IllegalArgumentException("no " + array + " in " + sql);
        }
        return text.append(sql, done, sql.length()).toString();
    }
}
