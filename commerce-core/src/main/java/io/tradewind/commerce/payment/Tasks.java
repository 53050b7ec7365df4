package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Hands to staff what a machine must not decide. One open task per kind and subject. Safe for many threads. */
@Internal
@Singleton
public final class Tasks {
    private final TaskStore store;
    private final World world;

    @Inject
    Tasks(TaskStore store, World world) {
        this.store = store;
        this.world = world;
    }

    /**
     * Opens a task, unless one of that kind and subject is open. The caller holds a lock that keeps others from doing
     * the same.
     *
     * @param root the checkout or order it belongs to
     * @param message what is known and what can be done
     * @return the open task
     */
    public UUID open(Handle handle, Scope scope, TaskKind kind, UUID subject, UUID root, String message) {
        String key = kind + ":" + subject;
        return store.active(handle, scope.storeId(), key).map(ReviewTask::id).orElseGet(() -> {
            ReviewTask task = new ReviewTask(world.id(), kind, subject, root, message, world.now());
            store.insert(handle, scope.storeId(), task, key);
            return task.id();
        });
    }

    /** Ends the open tasks of these kinds about that subject, because the matter has settled itself. */
    void settled(Handle handle, Scope scope, UUID subject, List<TaskKind> kinds, String how) {
        store.close(
                handle,
                scope.storeId(),
                subject,
                kinds,
                world.now(),
                scope.actor().label(),
                how);
    }
}
