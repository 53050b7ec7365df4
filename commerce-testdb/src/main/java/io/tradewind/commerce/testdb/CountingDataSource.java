package io.tradewind.commerce.testdb;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts what passes through a data source, so that a test can hold a call to its budget of statements:
 *
 * <pre>{@code
 * Counts used = counting.during(() -> shop.carts().add(cart, mug, 2));
 * assertThat(used.statements()).as(used.toString()).isLessThanOrEqualTo(4);
 * }</pre>
 *
 * <p>A batch counts as one statement, however many rows it has. Statements that are joined by semicolons count like
 * statements and batches of their own, but are one way to the server. Statements are counted when they are sent, also when they fail. Safe for use by many threads.
 */
public final class CountingDataSource implements DataSource {
    private final DataSource dataSource;
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    public CountingDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What all threads did since the last {@link #reset()}. */
    public Counts total() {
        return count(step -> true);
    }

    /** The same but for threads that sent a statement beginning like that, which they do when it suits them. */
    public Counts totalWithout(String statement) {
        Set<Thread> those = steps.stream()
                .filter(it -> it.sql.startsWith(statement))
                .map(Step::thread)
                .collect(Collectors.toSet());
        return count(step -> !those.contains(step.thread));
    }

    /** What the calling thread did since the last {@link #reset()}. */
    public Counts ofThisThread() {
        Thread thread = Thread.currentThread();
        return count(step -> step.thread == thread);
    }

    /** What the calling thread does while the work runs. */
    public <X extends Exception> Counts during(Work<X> work) throws X {
        int before = ofThisThread().steps.size();
        work.run();
        List<Step> all = ofThisThread().steps;
        return new Counts(List.copyOf(all.subList(before, all.size())));
    }

    /** Connections handed out and not closed yet. */
    public int openConnections() {
        return open.get();
    }

    /** Forgets everything counted so far. */
    public void reset() {
        steps.clear();
    }

    private Counts count(Predicate<Step> which) {
        return new Counts(steps.stream().filter(which).toList());
    }

    private void record(Kind kind, String sql) {
        @Nullable String before = null;
        for (String each : sql.split("\\s*;\\s*", -1)) {
            if (!each.equals(before)) { // or it is the next row of a batch
                steps.add(new Step(kind, each, Thread.currentThread(), before == null));
            }
            before = each;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return counted(dataSource.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return counted(dataSource.getConnection(username, password));
    }

    private Connection counted(Connection connection) {
        open.incrementAndGet();
        return proxy(Connection.class, new ConnectionCalls(connection));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return dataSource.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        dataSource.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        dataSource.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return dataSource.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return dataSource.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || dataSource.isWrapperFor(type);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(
                Proxy.newProxyInstance(CountingDataSource.class.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** What was sent to the database: statements, commits and roll-backs, in order. */
    public static final class Counts {
        private static final Pattern WRITES = Pattern.compile(
                "^\\s*(?:with \\w+ as \\(\\s*)?(?:insert|update|delete)\\b|for update(?: of \\w+)?\\s*$");

        private final List<Step> steps;

        private Counts(List<Step> steps) {
            this.steps = steps;
        }

        public int statements() {
            return sql().size();
        }

        /** Ways to the server and back, commits and roll-backs among them. */
        public int trips() {
            return (int) steps.stream().filter(Step::first).count();
        }

        public int commits() {
            return (int) steps.stream().filter(it -> it.kind == Kind.COMMIT).count();
        }

        /** Transactions that wrote or locked something; the others of {@link #commits()} only read. */
        public int writingCommits() {
            int writing = 0;
            Set<Thread> wrote = new HashSet<>();
            for (Step step : steps) {
                if (WRITES.matcher(step.sql).find()) {
                    wrote.add(step.thread);
                } else if (step.kind != Kind.STATEMENT && wrote.remove(step.thread) && step.kind == Kind.COMMIT) {
                    writing++;
                }
            }
            return writing;
        }

        /** The texts of the statements, in the order they were sent. */
        public List<String> sql() {
            return steps.stream()
                    .filter(it -> it.kind == Kind.STATEMENT)
                    .map(Step::sql)
                    .toList();
        }

        /** One line per step, for the message of a failed assertion. */
        @Override
        public String toString() {
            List<String> lines = new ArrayList<>();
            for (Step step : steps) {
                lines.add((step.first ? "" : "+ ")
                        + (step.kind == Kind.STATEMENT
                                ? step.sql.strip().replaceAll("\\s+", " ")
                                : step.kind.toString()));
            }
            return statements() + " statements, " + commits() + " commits, " + trips() + " ways to the server:\n  "
                    + String.join("\n  ", lines);
        }
    }

    /** Work that is counted. */
    public interface Work<X extends Exception> {
        void run() throws X;
    }

    private enum Kind {
        STATEMENT,
        COMMIT,
        ROLLBACK
    }

    /** @param first false if it was sent together with the one before */
    private record Step(Kind kind, String sql, Thread thread, boolean first) {}

    private final class ConnectionCalls implements InvocationHandler {
        private final Connection connection;
        private boolean closed;

        ConnectionCalls(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "commit" -> record(Kind.COMMIT, "");
                case "rollback" -> record(Kind.ROLLBACK, "");
                case "close" -> countClosing();
                default -> {}
            }
            Object result = pass(connection, method, arguments);
            if (result instanceof Statement statement) {
                String sql = arguments != null && arguments[0] instanceof String text ? text : "";
                return proxy(kindOf(statement), new StatementCalls(statement, (Connection) proxy, sql));
            }
            return result;
        }

        private void countClosing() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }

        private static Class<? extends Statement> kindOf(Statement statement) {
            if (statement instanceof CallableStatement) {
                return CallableStatement.class;
            }
            return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        }
    }

    private final class StatementCalls implements InvocationHandler {
        private final Statement statement;
        private final Connection connection;
        private final String prepared;
        private final List<String> batch = new ArrayList<>();

        StatementCalls(Statement statement, Connection connection, String prepared) {
            this.statement = statement;
            this.connection = connection;
            this.prepared = prepared;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String text = arguments != null && arguments[0] instanceof String given ? given : prepared;
            switch (method.getName()) {
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "getConnection" -> {
                    return connection;
                }
                case "addBatch" -> batch.add(text);
                case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> record(Kind.STATEMENT, text);
                case "executeBatch", "executeLargeBatch" -> {
                    record(Kind.STATEMENT, prepared.isEmpty() ? String.join("; ", batch) : prepared);
                    batch.clear();
                }
                default -> {}
            }
            return pass(statement, method, arguments);
        }
    }
}
