package io.tradewind.commerce.tests.simulation;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The way of one process to a database that outlives it: connections break, commits get lost, conflicts come up, and a
 * statement may be sent in another wording. Few real connections serve all processes, with their prepared statements.
 */
final class FaultyDatabase implements DataSource {
    private final Connections connections;
    private final Life life;
    private final Weather weather;

    FaultyDatabase(Connections connections, Life life, Weather weather) {
        this.connections = connections;
        this.life = life;
        this.weather = weather;
    }

    /** Real connections that are free. */
    static final class Connections {
        private final DataSource dataSource;
        private UnaryOperator<String> wording;
        private final Deque<Prepared> free = new ArrayDeque<>();
        private boolean gated = true;

        Connections(DataSource dataSource, UnaryOperator<String> wording) {
            this.dataSource = dataSource;
            this.wording = wording;
        }

        synchronized Prepared take() throws SQLException {
            Prepared known = free.poll();
            return known != null ? known : new Prepared(dataSource.getConnection(), wording);
        }

        synchronized void giveBack(Prepared connection) {
            free.push(connection);
        }

        /** From now on statements are sent in that wording. */
        synchronized void reword(UnaryOperator<String> other) throws SQLException {
            close();
            wording = other;
        }

        /** From now on nobody learns that this is H2, so that writers do not wait for each other at a gate. */
        void withoutGate() {
            gated = false;
        }

        DatabaseMetaData metaData(Connection connection) throws SQLException {
            DatabaseMetaData real = connection.getMetaData();
            return gated
                    ? real
                    : (DatabaseMetaData) Proxy.newProxyInstance(
                            FaultyDatabase.class.getClassLoader(),
                            new Class<?>[] {DatabaseMetaData.class},
                            (proxy, method, arguments) -> method.getName().equals("getDatabaseProductName")
                                    ? "PostgreSQL"
                                    : FaultyConnection.pass(real, method, arguments));
        }

        synchronized void close() throws SQLException {
            for (Prepared each : free) {
                each.connection().close();
            }
            free.clear();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        life.check();
        weather.pause(life, true, Weather.Place.CONNECTING);
        weather.connecting();
        return new FaultyConnection(connections, life, weather).proxy();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
