package io.tradewind.commerce.internal.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/**
 * Writes of a transaction that wait and travel together, so that ten of them take one way to the server and back, not
 * ten, and rows stay locked for less. They are sent before the next statement that could see them, at the latest before
 * the commit. Nobody asks for their number of rows, or it is taken for granted: a block that was wrong about that is
 * undone and run once more, and then each is asked. One per transaction; used by its thread alone.
 */
public final class Later implements JdbiConfig<Later> {
    /** How a driver sends what waits. */
    enum Way {
        /** One statement after the other. */
        EACH,
        /** All in one way to the server and back. */
        TOGETHER,
        /** The beginning and the commit of a transaction of our own with them. */
        WITH_COMMIT
    }

    private final List<Waiting> waiting = new ArrayList<>();
    private boolean begun;
    private boolean trusting;
    private Way way = Way.EACH;

    /** Something that was taken for granted is not so. */
    static final class Missed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missed() {
            super("a write met other rows than was taken for granted", null, false, false);
        }
    }

    /**
     * Sends it together with others of its transaction. What it breaks shows when it is sent, so whoever turns a duplicate
     * key into an answer does so around the transaction.
     */
    public static void run(Update update) {
        Later later = of(update.getHandle());
        if (later.begun) {
            later.waiting.add(new Waiting(Bound.of(update), Waiting.ANY));
        } else {
            update.execute();
        }
    }

    /**
     * The number of rows that it meets. Where it can be found out later that this was another, the usual number is given
     * and nothing is sent yet; so the block must leave no trace outside the database, as it may be run once more.
     *
     * @param usual how many it meets unless somebody else was faster; for an insert, unless there is such a row already
     */
    public static int rows(Update update, int usual) {
        Later later = of(update.getHandle());
        if (!later.trusting) {
            return update.execute();
        }
        later.waiting.add(new Waiting(Bound.of(update), usual));
        return usual;
    }

    /** True if writes of that handle may be taken for granted; others had better go out as one batch. */
    public static boolean isTrusting(Handle handle) {
        return of(handle).trusting;
    }

    /** Sends what waits on that handle. */
    static void flush(Handle handle) {
        of(handle).send(handle, false);
    }

    /** The same before a commit, unless it can go out with the commit. */
    static void beforeCommit(Handle handle) {
        if (of(handle).way != Way.WITH_COMMIT) {
            flush(handle);
        }
    }

    /** Sends what still waits with the commit. Whoever commits then all the same asks nothing of the server. */
    static void withCommit(Handle handle) {
        of(handle).send(handle, true);
    }

    /** Drops what waits, since the part of the transaction that wrote it is undone. */
    static void forget(Handle handle) {
        if (isInDoubt(handle)) {
            throw new Missed(); // perhaps it would not have been undone
        }
        of(handle).waiting.clear();
    }

    /** True if something waits that was taken for granted. */
    static boolean isInDoubt(Handle handle) {
        return of(handle).waiting.stream().anyMatch(Waiting::isTrusted);
    }

    /**
     * From now on writes of that handle may wait.
     *
     * @param trusting if what they usually meet may be taken for granted, as the block can be run again
     */
    static void begin(Handle handle, Way way, boolean trusting) {
        Later later = of(handle);
        later.begun = true;
        later.way = way;
        later.trusting = trusting;
        handle.setSqlLogger(later.new Watch(handle));
    }

    /** Nothing of that handle waits; what is joined by semicolons takes one way all the same. */
    static void atOnce(Handle handle, Way way) {
        of(handle).way = way;
    }

    /** True if a transaction of our own may begin and end in the texts that are sent. */
    static boolean sendsEnds(Handle handle) {
        return of(handle).way == Way.WITH_COMMIT;
    }

    /** True if statements of that handle that are joined by semicolons take one way. */
    static boolean sendsTogether(Handle handle) {
        return of(handle).way != Way.EACH;
    }

    private static Later of(Handle handle) {
        return handle.getConfig(Later.class);
    }

    private void send(Handle handle, boolean commit) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        List<Rows> statements = Rows.of(all);
        try {
            if (way != Way.EACH) {
                Rows.sendAtOnce(handle, statements, commit);
            } else {
                statements.forEach(it -> it.send(handle.getConnection()));
            }
        } catch (UnableToExecuteStatementException e) {
            if (all.stream().anyMatch(Waiting::isTrusted) && SqlErrors.isAnswer(e)) {
                throw new Missed();
            }
            throw e;
        }
    }

    @Override
    public Later createCopy() {
        return new Later(); // statements get copies, and find what waits through their handle
    }

    /**
     * A write that has not been sent.
     *
     * @param usual how many rows it is believed to meet
     */
    private record Waiting(Bound write, int usual) {
        static final int ANY = -1;

        boolean isTrusted() {
            return usual != ANY;
        }

        /** The text that fails on a server which sends all at once, if it meets other rows than it is believed to. */
        String checked() {
            return counts() ? "with " + hit() + "\n" + verdict() : write.sql();
        }

        /** A new row that is there already fails by itself. */
        boolean counts() {
            return isTrusted() && !write.sql().stripLeading().startsWith("insert");
        }

        String hit() {
            return "hit as (" + write.sql() + " returning 1)";
        }

        String verdict() {
            return "select 1 / " + (usual == 1 ? "count(*)" : "(case count(*) when " + usual + " then 1 else 0 end)")
                    + " from hit";
        }

        void check(int met) {
            if (isTrusted() && met != usual) {
                throw new Missed();
            }
        }
    }

    /** Rows that one statement writes. */
    private record Rows(String sql, List<Waiting> rows) {
        private static final String VALUES = "values";

        /** In their order; what follows one another with the same text is one statement. */
        static List<Rows> of(List<Waiting> writes) {
            List<Rows> all = new ArrayList<>();
            for (Waiting write : writes) {
                String sql = write.write().sql();
                if (all.isEmpty() || !all.get(all.size() - 1).sql.equals(sql)) {
                    all.add(new Rows(sql, new ArrayList<>()));
                }
                all.get(all.size() - 1).rows.add(write);
            }
            return all;
        }

        /** One way to the server and back; its driver sends statements that are joined by semicolons one after another. */
        static void sendAtOnce(Handle handle, List<Rows> statements, boolean commit) {
            boolean whole = commit && Beginning.isAhead(handle) && canBeOne(Texts.of(handle), statements);
            String sql = whole ? one(handle, statements) : text(handle, statements, commit);
            try (PreparedStatement statement =
                    whole ? handle.getConnection().prepareStatement(sql) : Beginning.prepare(handle, sql)) {
                int place = 1;
                for (Rows each : statements) {
                    for (Waiting row : each.rows) {
                        place = row.write().bind(statement, place);
                    }
                }
                if (whole) {
                    statement.execute();
                } else {
                    Beginning.execute(handle, statement);
                }
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, statements.get(0).context());
            }
        }

        private static String text(Handle handle, List<Rows> statements, boolean commit) {
            return Texts.of(handle).of(parts(statements, commit), () -> {
                StringJoiner sql = new StringJoiner(";\n");
                statements.forEach(it -> sql.add(it.text()));
                return (commit ? sql.add("commit") : sql).toString();
            });
        }

        /**
         * True if a single statement can do all of it, which is a transaction by itself: new rows of tables that nothing
         * else in it writes, behind at most one change. So what is locked is locked in the same order.
         */
        private static boolean canBeOne(Texts texts, List<Rows> statements) {
            Set<String> tables = new HashSet<>();
            for (Rows each : statements) {
                Texts.Told told = texts.told(each.sql);
                boolean behind = told.inserts() || tables.isEmpty();
                boolean apart = !told.asks() && behind && !told.table().isEmpty() && tables.add(told.table());
                if (!each.isOne() || (!apart && statements.size() > 1)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isOne() {
            return rows.size() == 1 || !list().isEmpty();
        }

        private static String one(Handle handle, List<Rows> statements) {
            return Texts.of(handle).of(parts(statements, "one"), () -> {
                Rows first = statements.get(0);
                if (statements.size() == 1) {
                    return first.text();
                }
                boolean counts = first.rows.get(0).counts();
                StringJoiner parts = new StringJoiner(",\n", "with ", "\n");
                parts.add(counts ? first.rows.get(0).hit() : "part0 as (" + first.text() + ")");
                for (int i = 1; i < statements.size(); i++) {
                    parts.add("part" + i + " as (" + statements.get(i).text() + ")");
                }
                return parts + (counts ? first.rows.get(0).verdict() : "select 1");
            });
        }

        /** All rows in one statement where it takes a list of them, else one after the other. */
        private String text() {
            String list = list();
            StringJoiner text = new StringJoiner(list.isEmpty() ? ";\n" : ", ");
            for (int row = 0; row < rows.size(); row++) {
                text.add(row == 0 || list.isEmpty() ? rows.get(row).checked() : list);
            }
            return text.toString();
        }

        private static List<Object> parts(List<Rows> statements, Object end) {
            List<Object> parts = new ArrayList<>();
            for (Rows each : statements) {
                each.rows.forEach(it -> {
                    parts.add(it.write().sql());
                    parts.add(it.usual());
                });
            }
            parts.add(end);
            return parts;
        }

        /** The question marks after 'values', which can be repeated; empty if the statement is another. */
        private String list() {
            int at = sql.lastIndexOf(VALUES);
            String list = at < 0 ? "" : sql.substring(at + VALUES.length()).strip();
            return list.startsWith("(") && list.endsWith(")") ? list : "";
        }

        void send(Connection connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Waiting row : rows) {
                    row.write().bind(statement, 1);
                    statement.addBatch();
                }
                int[] met = statement.executeBatch();
                for (int i = 0; i < met.length; i++) {
                    rows.get(i).check(met[i]);
                }
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, context());
            }
        }

        private StatementContext context() {
            return rows.get(0).write().context();
        }
    }

    /** Sends what waits before a statement that could see it. */
    private final class Watch implements SqlLogger {
        private final Handle handle;

        Watch(Handle handle) {
            this.handle = handle;
        }

        @Override
        public void logBeforeExecution(StatementContext context) {
            if (!waiting.isEmpty() && couldSee(context.getRawSql())) {
                send(handle, false);
            }
            Beginning.now(handle);
        }

        /**
         * A write to a table in which nothing waits sees nothing of it, unless it asks other tables. What would lock rows
         * that are there keeps its turn, so that locks are taken in the order of the block.
         */
        private boolean couldSee(String sql) {
            Texts texts = Texts.of(handle);
            Texts.Told told = texts.told(sql);
            return told.table().isEmpty()
                    || told.asks()
                    || waiting.stream()
                            .anyMatch(it -> it.isTrusted()
                                    || texts.told(it.write().context().getRawSql())
                                            .table()
                                            .equals(told.table()));
        }
    }
}
