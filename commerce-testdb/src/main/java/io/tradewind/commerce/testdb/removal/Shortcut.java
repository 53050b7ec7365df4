package io.tradewind.commerce.testdb.removal;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A method that does less than it should; it is written {@code package.Class#method}, where the library's own packages
 * begin with {@code io.tradewind.commerce}, which is left out. The templates' package is {@code gg.jte}.
 */
public final class Shortcut {
    private static final String OURS = "io.tradewind.commerce.";

    private final String where;
    private final String does;
    private final Change change;
    private final AtomicInteger places = new AtomicInteger();

    /** What becomes of the text of a class; it counts the places that it finds. */
    @FunctionalInterface
    private interface Change {
        DynamicType.Builder<?> in(DynamicType.Builder<?> text, Class<?> type, AtomicInteger places);
    }

    /** Hands a method's text on, changed. */
    @FunctionalInterface
    private interface Editing {
        MethodVisitor into(MethodVisitor next);
    }

    private Shortcut(String where, String does, Change change) {
        this.where = where;
        this.does = does;
        this.change = change;
    }

    private static Shortcut body(String where, String does, Function<Class<?>, Implementation> body) {
        return new Shortcut(where, does, (text, type, places) -> {
            method(type, name(where), it -> true);
            places.incrementAndGet();
            return text.method(isDeclaredBy(type).and(named(name(where)))).intercept(body.apply(type));
        });
    }

    private static DynamicType.Builder<?> edited(
            DynamicType.Builder<?> text, Predicate<String> methods, Editing editing) {
        return text.visit(new AsmVisitorWrapper.AbstractBase() {
            @Override
            public ClassVisitor wrap(
                    TypeDescription type,
                    ClassVisitor next,
                    Implementation.Context context,
                    TypePool pool,
                    FieldList<FieldDescription.InDefinedShape> fields,
                    MethodList<?> all,
                    int writing,
                    int reading) {
                return new ClassVisitor(OpenedClassReader.ASM_API, next) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String signature,
                            @Nullable String generic,
                            String @Nullable [] exceptions) {
                        MethodVisitor text = super.visitMethod(access, name, signature, generic, exceptions);
                        return text == null || !methods.test(name) ? text : editing.into(text);
                    }
                };
            }
        });
    }

    /** It answers the same whatever it is asked. */
    public static Shortcut says(String where, Object answer) {
        return body(where, "says " + answer, type -> FixedValue.value(answer));
    }

    /** It does nothing, or has nothing to say. */
    public static Shortcut nothing(String where) {
        return body(where, "does nothing", type -> StubMethod.INSTANCE);
    }

    /** It gives back what it is given as its first argument. */
    public static Shortcut believes(String where) {
        return body(where, "believes all", type -> FixedValue.argument(0));
    }

    /** It does what another method of its class does. */
    public static Shortcut takenFor(String where, String other) {
        return body(where, "is taken for " + other, type -> MethodCall.invoke(method(type, other, it -> true)));
    }

    /** It answers with what a public static method makes of constants. */
    public static Shortcut answers(String where, Class<?> maker, String how, Object... constants) {
        return body(
                where,
                "says " + how + Arrays.asList(constants),
                type -> MethodCall.invoke(method(maker, how, it -> true)).with(constants));
    }

    /** It answers with what a static method of the library with one parameter makes of its first argument. */
    public static Shortcut makes(String where, String maker, String how) {
        return body(
                where,
                "says " + how + " its first argument",
                type -> MethodCall.invoke(method(ours(maker), how, it -> it.getParameterCount() == 1))
                        .withArgument(0));
    }

    /**
     * Where it calls some method, a public static one is called instead.
     *
     * @param called name of the method that is not called any more; at least one call must be there
     * @param instead where the other method is, which takes the object and the arguments
     */
    public static Shortcut calls(String where, String called, Class<?> instead, String how) {
        Method other = method(instead, how, it -> true);
        return new Shortcut(
                where,
                called + " is " + how,
                (text, type, places) ->
                        edited(text, bodies(where), next -> new MethodVisitor(OpenedClassReader.ASM_API, next) {
                            @Override
                            public void visitMethodInsn(
                                    int code, String owner, String name, String signature, boolean ofInterface) {
                                if (name.equals(called)) {
                                    places.incrementAndGet();
                                    super.visitMethodInsn(
                                            Opcodes.INVOKESTATIC,
                                            Type.getInternalName(instead),
                                            how,
                                            Type.getMethodDescriptor(other),
                                            false);
                                } else {
                                    super.visitMethodInsn(code, owner, name, signature, ofInterface);
                                }
                            }
                        }));
    }

    /** A condition of a statement is always met; it is the constant {@code package.Class#NAME}. */
    public static Shortcut condition(String where, String text) {
        return wording(where, text, "(" + text + " or true)");
    }

    /** A constant reads differently. */
    public static Shortcut wording(String where, String text, String instead) {
        return new Shortcut(where, "has no '" + text.strip() + "'", (builder, type, places) -> {
            String with = constant(type, name(where));
            if (!with.contains(text)) {
                throw new AssertionError("'" + text + "' does not stand in " + where + " any more:\n" + with);
            }
            String without = with.replace(text, instead);
            return edited(builder, it -> true, next -> new MethodVisitor(OpenedClassReader.ASM_API, next) {
                @Override
                public void visitLdcInsn(Object value) {
                    super.visitLdcInsn(changed(value));
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String name, String signature, Handle bootstrap, Object... arguments) {
                    Object[] others =
                            Arrays.stream(arguments).map(this::changed).toArray();
                    super.visitInvokeDynamicInsn(name, signature, bootstrap, others); // text put together with it
                }

                private Object changed(Object value) {
                    if (value instanceof String words && words.contains(with)) {
                        places.incrementAndGet();
                        return words.replace(with, without);
                    }
                    return value;
                }
            });
        });
    }

    private static String constant(Class<?> type, String name) {
        Field field = Arrays.stream(type.getDeclaredFields())
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no constant " + name + " any more"));
        field.setAccessible(true);
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new LinkageError(field + " cannot be read", e);
        }
    }

    /** The method and what is written as a lambda inside it. */
    private static Predicate<String> bodies(String where) {
        String name = name(where);
        return it -> it.equals(name) || it.startsWith("lambda$" + name + "$");
    }

    Class<?> type() {
        return ours(where.substring(0, where.indexOf('#')));
    }

    DynamicType.Builder<?> applyTo(DynamicType.Builder<?> text) {
        places.set(0);
        return change.in(text, type(), places);
    }

    /** Fails if what is to be taken away is not there any more. */
    void requireFound() {
        if (places.get() == 0) {
            throw new AssertionError(this + ": there is no such place any more");
        }
    }

    private static Class<?> ours(String name) {
        try {
            return Class.forName(name.startsWith("gg.") ? name : OURS + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is gone", e);
        }
    }

    private static String name(String where) {
        return where.substring(where.indexOf('#') + 1);
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
