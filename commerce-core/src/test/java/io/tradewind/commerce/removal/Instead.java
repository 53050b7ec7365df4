package io.tradewind.commerce.removal;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.returns.Inspection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is called instead of a guard; public, because the library's own classes call it. */
public final class Instead {
    private static final UUID ONE = UUID.fromString("019bc000-0000-7000-8000-0000000000aa");
    private static final long NEVER_SECONDS = 1;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Instead() {}

    /** Everybody may. */
    public static boolean yes(Object whom, Object what) {
        return true;
    }

    /** Nobody looks at the clock. */
    public static boolean over(Object one, Object other) {
        return false;
    }

    /** Nothing that could be there once. */
    public static @Nullable String nothing(Object row) {
        return null;
    }

    /** No two are alike. */
    public static String numbered(Object row) {
        return "number " + COUNT.incrementAndGet();
    }

    /** Not the id that was written down. */
    public static UUID anotherId(Object row) {
        return UUID.randomUUID();
    }

    /** The same for all. */
    public static UUID oneId(Object row) {
        return ONE;
    }

    /** The last one counts, and nothing is added up. */
    @SuppressWarnings("unchecked")
    public static Object put(Map<?, ?> map, Object key, Object value, BiFunction<?, ?, ?> merger) {
        ((Map<Object, Object>) map).put(key, value);
        return value;
    }

    /** Nobody looks whether it was done before. */
    public static boolean eachTime(
            Object movements,
            Object handle,
            Object scope,
            Object kind,
            Object level,
            int quantity,
            Object cause,
            Object reason) {
        return true;
    }

    /** All that were sent in are paid for. */
    public static int sentIn(Inspection grade) {
        return grade.accepted() + 1;
    }

    /** What went wrong stays. */
    public static Handle commit(Handle handle) {
        return handle.commit();
    }

    /** What went wrong stays. */
    public static Handle stay(Handle handle, String savepoint) {
        return handle;
    }

    /** Nobody asks what it was before. */
    @SuppressWarnings("unchecked")
    public static boolean set(AtomicReference<?> state, Object before, Object after) {
        ((AtomicReference<Object>) state).set(after);
        return true;
    }

    /** Whoever calls waits until there is an answer, which a test cannot. */
    public static Object patiently(World world, CompletableFuture<?> result, Object longest) throws Exception {
        try {
            return result.get(NEVER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the caller waits for ever", e);
        }
    }
}
