package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.FaultyDatabase.Connections;
import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import io.tradewind.commerce.tests.simulation.Weather.Place;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of a process, as long as it holds it. */
final class FaultyConnection implements InvocationHandler {
    private final Connections connections;
    private final Life life;
    private final Weather weather;
    private final Prepared real;
    private boolean locks;
    private boolean broken;
    private boolean closed;

    FaultyConnection(Connections connections, Life life, Weather weather) throws SQLException {
        this.connections = connections;
        this.life = life;
        this.weather = weather;
        this.real = connections.take();
        life.holds(this);
    }

    Connection proxy() {
        return (Connection) Proxy.newProxyInstance(
                FaultyConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals":
                return arguments != null && proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(this);
            case "isClosed":
                return closed;
            case "close":
                close();
                return null;
            case "commit":
                commit();
                return null;
            case "prepareStatement":
                usable();
                return statement(String.valueOf(Objects.requireNonNull(arguments)[0]));
            case "getMetaData":
                usable();
                return connections.metaData(real.connection());
            default:
                usable();
                locks |= method.getName().equals("createStatement");
                return pass(real.connection(), method, arguments);
        }
    }

    static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private void usable() throws SQLException {
        life.check();
        if (broken || closed) {
            throw new SQLException("simulated: the connection is gone", "08003");
        }
    }

    private void lose() throws SQLException {
        broken = true;
        throw new SQLException("simulated: the connection was lost", "08006");
    }

    /** What only reads has no transaction. */
    private void undo() throws SQLException {
        if (!real.connection().getAutoCommit()) {
            real.connection().rollback();
        }
    }

    private void commit() throws SQLException {
        usable();
        weather.pause(life, false, Place.COMMITTING);
        if (weather.breaks(Kind.LOST_BEFORE_COMMIT)) {
            undo();
            lose();
        }
        real.connection().commit();
        locks = false;
        if (weather.breaks(Kind.LOST_AFTER_COMMIT)) {
            lose();
        }
        weather.committed();
        weather.pause(life, false, Place.COMMITTED);
    }

    private void close() throws SQLException {
        if (!closed) {
            closed = true;
            life.letsGo(this);
            giveBack();
        }
    }

    /** The process died: the database takes back what was not committed. */
    void drop() {
        closed = true;
        try {
            giveBack();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void giveBack() throws SQLException {
        if (!real.connection().getAutoCommit()) {
            real.connection().rollback();
            real.connection().setAutoCommit(true);
        }
        connections.giveBack(real);
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement prepared = real.take(sql);
        String text = real.wording(sql).stripLeading().toLowerCase(Locale.ROOT);
        boolean reads = text.startsWith("select") && !text.contains("for update");
        return (PreparedStatement) Proxy.newProxyInstance(
                FaultyConnection.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                new Calls(sql, prepared, reads));
    }

    private final class Calls implements InvocationHandler {
        private final String sql;
        private final PreparedStatement statement;
        private final boolean reads;
        private boolean over;

        Calls(String sql, PreparedStatement statement, boolean reads) {
            this.sql = sql;
            this.statement = statement;
            this.reads = reads;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            switch (name) {
                case "equals":
                    return arguments != null && proxy == arguments[0];
                case "hashCode":
                    return System.identityHashCode(this);
                case "close":
                    if (!over) {
                        over = true;
                        if (!closed) {
                            real.giveBack(sql, statement);
                        }
                    }
                    return null;
                case "isClosed":
                    return over;
                default:
                    return name.startsWith("execute") ? execute(method, arguments) : pass(statement, method, arguments);
            }
        }

        private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws Throwable {
            usable();
            if (weather.breaks(Kind.CONNECTION_LOST)) {
                undo();
                lose();
            }
            weather.executing();
            locks |= !reads;
            Object result = pass(statement, method, arguments);
            weather.pause(life, !locks, reads ? Place.READING : Place.WRITING);
            return result;
        }
    }
}
