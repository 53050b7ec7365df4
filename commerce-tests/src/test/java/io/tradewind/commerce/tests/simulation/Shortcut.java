package io.tradewind.commerce.tests.simulation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;

/**
 * A method of the library that does less than it should.
 *
 * @param where the class and its method
 * @param does what it does instead, in words
 * @param body what it does instead
 */
record Shortcut(String where, String does, Function<Class<?>, Implementation> body) {
    static Shortcut constant(String where, Object answer) {
        return new Shortcut(where, "says " + answer, type -> FixedValue.value(answer));
    }

    static Shortcut nothing(String where) {
        return new Shortcut(where, "does nothing", type -> StubMethod.INSTANCE);
    }

    static Shortcut firstArgument(String where) {
        return new Shortcut(where, "believes all", type -> FixedValue.argument(0));
    }

    static Shortcut sameAs(String where, String other) {
        return new Shortcut(where, "is taken for " + other, type -> MethodCall.invoke(method(type, other)));
    }

    static Shortcut made(String where, Class<?> maker, String how, Object... constants) {
        return new Shortcut(
                where,
                "says " + how + Arrays.asList(constants),
                type -> MethodCall.invoke(method(maker, how)).with(constants));
    }

    static Shortcut madeOfFirst(String where, String maker, String how) {
        return new Shortcut(
                where,
                "says " + how + " its first argument",
                type -> MethodCall.invoke(oneOf(named(maker), how)).withArgument(0));
    }

    /** The class of the method; fails if one of them is gone. */
    Class<?> type() {
        Class<?> type = named(where.substring(0, where.indexOf('#')));
        method(type, name());
        return type;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(Wording.OURS + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is gone", e);
        }
    }

    String name() {
        return where.substring(where.indexOf('#') + 1);
    }

    private static Method method(Class<?> type, String name) {
        return method(type, name, it -> true);
    }

    /** The method with one parameter. */
    private static Method oneOf(Class<?> type, String name) {
        return method(type, name, it -> it.getParameterCount() == 1);
    }

    private static Method method(Class<?> type, String name, Predicate<Method> fits) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(it -> it.getName().equals(name) && fits.test(it))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no method " + name + " any more"));
    }

    @Override
    public String toString() {
        return where.substring(where.lastIndexOf('.') + 1) + " " + does;
    }
}
