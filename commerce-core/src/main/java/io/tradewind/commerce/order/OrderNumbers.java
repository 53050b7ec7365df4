package io.tradewind.commerce.order;

import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Handle;

/**
 * Hands out order numbers. A node takes them in blocks, as a rule in a transaction of their own before the placing one,
 * so that buyers do not queue at one row; numbers of a block that dies with its node are never used. Safe for many
 * threads.
 */
@Internal
@Singleton
public final class OrderNumbers {
    private static final int BLOCK = 50;
    private static final String TAKE = """
            update commerce.store
            set next_number = next_number + :block
            where id = :store
            """;
    private static final String READ = """
            select next_number
            from commerce.store
            where id = :store
            """;

    private final Map<Integer, ConcurrentLinkedQueue<Long>> free = new ConcurrentHashMap<>();

    @Inject
    OrderNumbers() {}

    /** Makes sure that the next number needs no statement in the placing transaction. Call it outside one. */
    public void prefetch(Scope scope) {
        if (queue(scope).isEmpty()) {
            scope.tx().write("orders.numbers", handle -> {
                takeBlock(handle, scope, 0);
                return true;
            });
        }
    }

    /** The next number of the store, such as {@code R-1001}. */
    String next(Handle handle, Scope scope) {
        Long number = queue(scope).poll();
        return scope.store().policy().orderPrefix() + (number == null ? takeBlock(handle, scope, 1) : number);
    }

    /** Takes a block; its numbers from {@code keep} on are offered to others once the block is really ours. */
    private long takeBlock(Handle handle, Scope scope, int keep) {
        handle.createUpdate(TAKE)
                .bind("store", scope.storeId())
                .bind("block", BLOCK)
                .execute();
        long end = handle.createQuery(READ)
                .bind("store", scope.storeId())
                .mapTo(Long.class)
                .one();
        long first = end - BLOCK;
        TxHooks.of(handle).afterCommit(() -> {
            for (long number = first + keep; number < end; number++) {
                queue(scope).add(number);
            }
        });
        return first;
    }

    private ConcurrentLinkedQueue<Long> queue(Scope scope) {
        return free.computeIfAbsent(scope.storeId(), it -> new ConcurrentLinkedQueue<>());
    }
}
