package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/**
 * Writes of a transaction whose number of rows nobody asks for: they wait and travel together, so that ten of them take
 * one way to the server and back, not ten, and rows stay locked for less. They are sent before the next statement that
 * could see them, at the latest before the commit; what they break shows then, so whoever turns a duplicate key into an
 * answer does so around the transaction. One per transaction; used by its thread alone.
 */
public final class Later implements JdbiConfig<Later> {
    /** How a driver sends what waits. */
    enum Way {
        /** One statement after the other. */
        EACH,
        /** All in one way to the server and back. */
        TOGETHER,
        /** The commit of a transaction of our own with them. */
        WITH_COMMIT
    }

    private static final Pattern WRITES = Pattern.compile("^\\s*(?:insert\\s+into|update|delete\\s+from)\\s+([\\w.]+)");
    private static final Pattern SELECT = Pattern.compile("\\bselect\\b");

    private final List<Bound> waiting = new ArrayList<>();
    private boolean begun;
    private Way way = Way.EACH;

    /** Sends it together with others of its transaction. */
    public static void run(Update update) {
        Later later = of(update.getHandle());
        if (later.begun) {
            later.waiting.add(Bound.of(update));
        } else {
            update.execute();
        }
    }

    /** Sends what waits on that handle. */
    static void flush(Handle handle) {
        of(handle).send(handle.getConnection(), false);
    }

    /** The same before a commit, unless it can go out with the commit. */
    static void beforeCommit(Handle handle) {
        if (of(handle).way != Way.WITH_COMMIT) {
            flush(handle);
        }
    }

    /** Sends what still waits with the commit. Whoever commits then all the same asks nothing of the server. */
    static void withCommit(Handle handle) {
        of(handle).send(handle.getConnection(), true);
    }

    /** Drops what waits, since the part of the transaction that wrote it is undone. */
    static void forget(Handle handle) {
        of(handle).waiting.clear();
    }

    /** From now on writes of that handle may wait. */
    static void begin(Handle handle, Way way) {
        Later later = of(handle);
        later.begun = true;
        later.way = way;
        handle.setSqlLogger(later.new Watch());
    }

    /** True if statements of that handle that are joined by semicolons take one way. */
    static boolean sendsTogether(Handle handle) {
        return of(handle).way != Way.EACH;
    }

    private static Later of(Handle handle) {
        return handle.getConfig(Later.class);
    }

    private void send(Connection connection, boolean commit) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Bound> all = List.copyOf(waiting);
        waiting.clear();
        List<Rows> statements = Rows.of(all);
        if (way != Way.EACH) {
            Rows.sendAtOnce(connection, statements, commit);
        } else {
            statements.forEach(it -> it.send(connection));
        }
    }

    @Override
    public Later createCopy() {
        return new Later(); // statements get copies, and find what waits through their handle
    }

    /** Rows that one statement writes. */
    private record Rows(String sql, List<Bound> rows) {
        private static final String VALUES = "values";

        /** In their order; what follows one another with the same text is one statement. */
        static List<Rows> of(List<Bound> writes) {
            List<Rows> all = new ArrayList<>();
            for (Bound write : writes) {
                if (all.isEmpty() || !all.get(all.size() - 1).sql.equals(write.sql())) {
                    all.add(new Rows(write.sql(), new ArrayList<>()));
                }
                all.get(all.size() - 1).rows.add(write);
            }
            return all;
        }

        /** One way to the server and back; its driver sends statements that are joined by semicolons one after another. */
        static void sendAtOnce(Connection connection, List<Rows> statements, boolean commit) {
            StringBuilder sql = new StringBuilder();
            for (Rows each : statements) {
                each.appendTo(sql);
            }
            sql.append(commit ? ";\ncommit" : "");
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                int place = 1;
                for (Rows each : statements) {
                    for (Bound row : each.rows) {
                        place = row.bind(statement, place);
                    }
                }
                statement.execute();
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, statements.get(0).context());
            }
        }

        private void appendTo(StringBuilder all) {
            String list = list();
            for (int row = 0; row < rows.size(); row++) {
                if (row > 0 && !list.isEmpty()) {
                    all.append(", ").append(list);
                } else {
                    all.append(all.isEmpty() ? "" : ";\n").append(sql);
                }
            }
        }

        /** The question marks after 'values', which can be repeated; empty if the statement is another. */
        private String list() {
            int at = sql.lastIndexOf(VALUES);
            String list = at < 0 ? "" : sql.substring(at + VALUES.length()).strip();
            return list.startsWith("(") && list.endsWith(")") ? list : "";
        }

        void send(Connection connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Bound row : rows) {
                    row.bind(statement, 1);
                    statement.addBatch();
                }
                statement.executeBatch();
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, context());
            }
        }

        private StatementContext context() {
            return rows.get(0).context();
        }
    }

    /** Sends what waits before a statement that could see it. */
    private final class Watch implements SqlLogger {
        @Override
        public void logBeforeExecution(StatementContext context) {
            if (!waiting.isEmpty() && couldSee(context.getRawSql())) {
                send(context.getConnection(), false);
            }
        }

        /** A write to a table in which nothing waits sees nothing of it, unless it asks other tables. */
        private boolean couldSee(String sql) {
            String table = tableOf(sql);
            return table.isEmpty()
                    || SELECT.matcher(sql).find()
                    || waiting.stream()
                            .anyMatch(it -> tableOf(it.context().getRawSql()).equals(table));
        }
    }

    /** What a statement writes; empty if it reads. */
    private static String tableOf(String sql) {
        Matcher matcher = WRITES.matcher(sql);
        return matcher.find() ? matcher.group(1) : "";
    }
}
