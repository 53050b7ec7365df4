package io.tradewind.commerce.internal.db;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Sends every connection of an H2 database through the {@link WriterGate}: the first writing statement of a
 * transaction enters, commit, rollback or close leaves.
 */
final class GatedDataSource implements DataSource {
    private final DataSource inner;
    private final WriterGate gate;

    GatedDataSource(DataSource inner, WriterGate gate) {
        this.inner = inner;
        this.gate = gate;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return gated(inner.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return gated(inner.getConnection(username, password));
    }

    private Connection gated(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                GatedDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, new Turn(connection, gate));
    }

    /** The way of one connection through the gate. Used by one thread at a time, as connections are. */
    private static final class Turn implements InvocationHandler {
        private final Connection connection;
        private final WriterGate gate;
        private boolean inside;

        Turn(Connection connection, WriterGate gate) {
            this.connection = connection;
            this.gate = gate;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (!inside && startsWriting(name, arguments)) {
                gate.enter();
                inside = true;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                if (inside && endsTransaction(name, arguments)) {
                    inside = false;
                    gate.leave();
                }
            }
        }

        private static boolean startsWriting(String method, Object[] arguments) {
            if (method.equals("createStatement")) {
                return true;
            }
            return (method.equals("prepareStatement") || method.equals("prepareCall")) && writes((String) arguments[0]);
        }

        private static boolean endsTransaction(String method, Object[] arguments) {
            return switch (method) {
                case "commit", "close", "abort" -> true;
                case "rollback" -> arguments == null || arguments.length == 0;
                case "setAutoCommit" -> Boolean.TRUE.equals(arguments[0]);
                default -> false;
            };
        }

        private static boolean writes(String sql) {
            String text = sql.stripLeading().toLowerCase(Locale.ROOT);
            boolean reads = text.startsWith("select") || text.startsWith("with") || text.startsWith("values");
            return !reads || text.contains("for update");
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return inner.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        inner.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        inner.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return inner.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : inner.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || inner.isWrapperFor(type);
    }
}
