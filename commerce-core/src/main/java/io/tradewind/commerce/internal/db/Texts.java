package io.tradewind.commerce.internal.db;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * Remembers texts that are put together of others, and what can be told of a text. Statements are constants, so the same
 * few hundred come again and again; a text that is the same object each time is hashed once, by the driver too. One for a
 * database. Safe for many threads.
 */
public final class Texts implements JdbiConfig<Texts> {
    /** Beyond it a text is put together each time: carts of all lengths are not worth the memory. */
    private static final int MOST = 2_000;

    private static final Pattern WRITES = Pattern.compile("^\\s*(insert\\s+into|update|delete\\s+from)\\s+([\\w.]+)");
    private static final Pattern SELECT = Pattern.compile("\\bselect\\b");

    private final Map<Object, String> whole = new ConcurrentHashMap<>();
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /**
     * What a statement does.
     *
     * @param table it writes; empty if it reads
     * @param inserts true if these are new rows
     * @param asks true if it looks at rows of tables besides
     */
    record Told(String table, boolean inserts, boolean asks) {
        static Told of(String sql) {
            Matcher writes = WRITES.matcher(sql);
            boolean any = writes.find();
            return new Told(
                    any ? writes.group(2) : "",
                    any && writes.group(1).startsWith("insert"),
                    SELECT.matcher(sql).find());
        }
    }

    /** What is known on that handle's database. */
    static Texts of(Handle handle) {
        return handle.getConfig(Texts.class);
    }

    /** Both with a semicolon between them. */
    String joined(String first, String then) {
        return of(List.of(first, then), () -> first + ";\n" + then);
    }

    /** The text that those parts come to. */
    String of(Object parts, Supplier<String> text) {
        String known = whole.get(parts);
        if (known == null) {
            known = text.get();
            if (whole.size() < MOST) {
                whole.put(parts, known);
            }
        }
        return known;
    }

    Told told(String sql) {
        Told known = told.get(sql);
        if (known == null) {
            known = Told.of(sql);
            if (told.size() < MOST) {
                told.put(sql, known);
            }
        }
        return known;
    }

    @Override
    public Texts createCopy() {
        return this;
    }
}
