package io.tradewind.commerce.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * Lets another process be faster at one moment: right before a statement is prepared. So a race is lost every time, and on
 * an embedded database too, where processes of its own write one after the other.
 */
public final class Meanwhile {
    private record Moment(String before, Runnable deed) {}

    private final DataSource inner;
    private final AtomicReference<Moment> next = new AtomicReference<>(new Moment("", () -> {}));

    public Meanwhile(DataSource inner) {
        this.inner = inner;
    }

    /** The database as the process sees it that is the slower one. */
    public DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = pass(inner, method, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    /** Happens once, before the next statement that begins like that. */
    public void before(String statement, Runnable deed) {
        next.set(new Moment(statement, deed));
    }

    /** True once it has happened. */
    public boolean happened() {
        return next.get().before().isEmpty();
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Moment moment = next.get();
            if (method.getName().equals("prepareStatement")
                    && !moment.before().isEmpty()
                    && String.valueOf(arguments[0]).startsWith(moment.before())) {
                next.set(new Moment("", () -> {}));
                moment.deed().run();
            }
            return pass(connection, method, arguments);
        });
    }

    private static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(Meanwhile.class.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
