package io.tradewind.commerce.event;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * What became of events on their way to durable subscribers, for staff who run the shop: each call needs {@link
 * Permission#OPERATIONS}. Safe for many threads.
 */
public final class Events {
    private final Scope scope;
    private final DeliveryStore store;
    private final Subscriptions subscriptions;
    private final World world;
    private final JobBell bell;

    @Inject
    Events(@Assisted Scope scope, DeliveryStore store, Subscriptions subscriptions, World world, JobBell bell) {
        this.scope = scope;
        this.store = store;
        this.subscriptions = subscriptions;
        this.world = world;
        this.bell = bell;
    }

    /** Deliveries given up after ten tries, oldest first, at most 200. */
    public List<DeadLetter> deadLetters() {
        scope.require(Permission.OPERATIONS);
        return scope.tx().read("events.deadLetters", handle -> store.dead(handle, scope.storeId()));
    }

    /** Has it delivered again, with ten new tries; what waits behind it follows. Receivers must take repeats. */
    public void requeue(DeadLetter letter) {
        scope.require(Permission.OPERATIONS);
        boolean moved = scope.tx().write("events.requeue", handle -> {
            return store.requeue(handle, key(letter), world.now());
        });
        found(moved);
        bell.ring(Relay.JOB);
    }

    /**
     * Lets what waits behind it pass; that subscriber never hears of it.
     *
     * @param reason kept beside it, 1 to 400 characters
     */
    public void skip(DeadLetter letter, String reason) {
        scope.require(Permission.OPERATIONS);
        TypedText.require("reason", reason, 400);
        boolean moved = scope.tx().write("events.skip", handle -> {
            return store.skip(handle, key(letter), world.now(), scope.actor().label() + ": " + reason.strip());
        });
        found(moved);
        bell.ring(Relay.JOB);
    }

    /**
     * Has a durable subscriber hear again of everything since then, in order per subject, also of what it was never told
     * because it is new. Receivers must take repeats. It happens in the background; until it has, later events of the
     * same subjects wait behind.
     *
     * @param subscriber the name of a durable listener of this process, or {@code plugin:<account>}
     * @param from the first moment that counts
     * @return how many events will be delivered
     */
    public int replay(String subscriber, Instant from) {
        scope.require(Permission.OPERATIONS);
        Subscriptions.Durable one = subscriptions
                .named(subscriber)
                .orElseThrow(() -> CommerceException.badArgument(
                        "subscriber", subscriber, "one of the durable listeners " + subscriptions.names()));
        int events = scope.tx().write("events.replay", handle -> {
            return store.replay(handle, scope.storeId(), subscriber, from, world.now())
                    + store.catchUp(handle, scope.storeId(), one, from, world.now());
        });
        bell.ring(Relay.JOB);
        return events;
    }

    private DeliveryStore.Key key(DeadLetter letter) {
        return new DeliveryStore.Key(scope.storeId(), letter.event(), letter.subscriber());
    }

    private static void found(boolean moved) {
        if (!moved) {
            throw CommerceException.notFound("dead letter");
        }
    }
}
