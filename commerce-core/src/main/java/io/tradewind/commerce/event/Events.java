package io.tradewind.commerce.event;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What became of events on their way to durable subscribers, for staff who run the shop: each call needs {@link
 * Permission#OPERATIONS}. Safe for many threads.
 */
public final class Events {
    private final Scope scope;
    private static final int MOST = 1000;

    private final DeliveryStore store;
    private final OutboxStore history;
    private final Subscriptions subscriptions;
    private final World world;
    private final JobBell bell;

    @Inject
    Events(
            @Assisted Scope scope,
            DeliveryStore store,
            OutboxStore history,
            Subscriptions subscriptions,
            World world,
            JobBell bell) {
        this.scope = scope;
        this.store = store;
        this.history = history;
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

    /**
     * What has happened in the store after an event, or since a moment, in the order of ids. What is committed late stands
     * before what others committed meanwhile: whoever reads on and must miss nothing reads the last half minute again.
     *
     * @param after id of an event, or one made by {@link #ago} or {@link #before}
     * @param most 1 to 1000
     */
    public List<Happening> happened(UUID after, int most) {
        Given.value("after", after);
        scope.require(Permission.OPERATIONS);
        if (most < 1 || most > MOST) {
            throw CommerceException.badArgument("most", most, "1 to " + MOST);
        }
        return scope.tx().read("events.happened", handle -> history.after(handle, scope.storeId(), after, most));
    }

    /** An id that is smaller than those of all events of that time until now. */
    public UUID ago(Duration time) {
        return before(world.now().minus(time));
    }

    /** An id that is smaller than those of all events since that moment; ids begin with their time. */
    public static UUID before(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16, 0);
    }

    /** When the event of that id was made, to the millisecond. */
    public static Instant at(UUID event) {
        return Instant.ofEpochMilli(event.getMostSignificantBits() >>> 16);
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
