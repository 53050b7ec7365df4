package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.SendPolicy.Limit;
import io.tradewind.commerce.verification.SendPolicy.Taken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts messages per number, session, address block and range of numbers, and charges the day's budget, all before
 * anything is sent. Safe for many threads.
 */
@Singleton
final class SendLimits {
    /** What was found out under the locks. */
    enum Verdict {
        FREE,
        TOO_SOON,
        BLOCKED
    }

    /** What one message is counted under. */
    record Counted(String number, String range, List<Limit> limits) {
        Set<String> keys() {
            Set<String> keys = new TreeSet<>();
            limits.forEach(it -> keys.add(it.key()));
            return keys;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(SendLimits.class);
    private static final int ALARM_PERCENT = 80;

    private final SendLimitStore store;
    private final OneTimeCodes codes;
    private final World world;

    @Inject
    SendLimits(SendLimitStore store, OneTimeCodes codes, World world) {
        this.store = store;
        this.codes = codes;
        this.world = world;
    }

    Counted counted(Scope scope, PhoneNumber number, Origin origin) {
        String key = codes.limitKey("number", number.e164());
        String range =
                codes.limitKey("range", number.e164().substring(0, number.e164().length() - 4));
        List<Limit> limits = new ArrayList<>();
        limits.add(Limit.number(key));
        limits.add(Limit.range(range));
        limits.add(Limit.session(codes.limitKey("session", scope.actor().ownerKey())));
        if (!origin.block().isEmpty()) {
            limits.add(Limit.block(codes.limitKey("block", origin.block())));
        }
        return new Counted(key, range, limits);
    }

    /**
     * Makes the rows that {@link #judge} locks, before its transaction. If others are making one of them too, each gets a
     * transaction of its own.
     */
    void declare(Scope scope, Counted counted) {
        Tx tx = scope.tx();
        int storeId = scope.storeId();
        String today = today();
        Set<String> missing = tx.read("verifications.limits", handle -> {
            Set<String> keys = new TreeSet<>(counted.keys());
            keys.removeAll(store.known(handle, storeId, keys));
            return keys;
        });
        if (!missing.isEmpty() && !once(tx, handle -> store.declare(handle, storeId, missing, world.now()))) {
            missing.forEach(key -> once(tx, handle -> store.declare(handle, storeId, Set.of(key), world.now())));
        }
        if (!tx.read("verifications.budget", handle -> store.spendKnown(handle, storeId, today))) {
            once(tx, handle -> store.declareSpend(handle, storeId, today));
        }
    }

    /** False if a row is there already; then nothing was inserted. */
    private static boolean once(Tx tx, Consumer<Handle> insert) {
        try {
            return tx.write("verifications.declare", handle -> {
                insert.accept(handle);
                return true;
            });
        } catch (RuntimeException e) {
            if (!SqlErrors.isDuplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Locks what the message is counted under and says whether one more is allowed. */
    Verdict judge(Handle handle, Scope scope, Counted counted) {
        Instant now = world.now();
        Map<String, Instant> resting = store.lock(handle, scope.storeId(), counted.keys());
        List<Taken> taken = store.taken(handle, scope.storeId(), counted.keys(), now.minus(SendPolicy.DAY));
        if (resting.values().stream().anyMatch(until -> until.isAfter(now))) {
            return Verdict.BLOCKED;
        }
        if (SendPolicy.looksPumped(counted.range(), taken, now)) {
            store.rest(handle, scope.storeId(), counted.range(), now.plus(SendPolicy.RANGE_REST));
            log.warn(
                    "A range of phone numbers in store {} rests for a day: codes go out and none comes back",
                    scope.storeId());
            return Verdict.BLOCKED;
        }
        if (SendPolicy.tooSoon(counted.number(), taken, now)) {
            return Verdict.TOO_SOON;
        }
        return counted.limits().stream().anyMatch(it -> SendPolicy.exceeds(it, taken, now))
                ? Verdict.BLOCKED
                : Verdict.FREE;
    }

    /** Charges the message; false if today's budget is used up. */
    boolean charge(Handle handle, Scope scope, Counted counted, UUID send, long cost) {
        long budget = scope.minor(scope.store().policy().smsBudgetPerDay());
        if (!store.spend(handle, scope.storeId(), today(), cost, budget)) {
            log.error(
                    "The day's budget for verification messages of store {} is used up: no more codes are sent today",
                    scope.storeId());
            return false;
        }
        long spent = store.spent(handle, scope.storeId(), today());
        if (spent * 100 >= budget * ALARM_PERCENT && (spent - cost) * 100 < budget * ALARM_PERCENT) {
            log.warn(
                    "Verification messages of store {} have used {} % of today's budget",
                    scope.storeId(), ALARM_PERCENT);
        }
        store.take(handle, scope.storeId(), counted.keys(), send, world.now());
        return true;
    }

    /** The message never went out and the number is not to blame. */
    void giveBack(Handle handle, Scope scope, UUID send, long cost) {
        store.giveBack(handle, scope.storeId(), send);
        store.unspend(handle, scope.storeId(), today(), cost);
    }

    void succeeded(Handle handle, Scope scope, List<UUID> sends) {
        store.succeed(handle, scope.storeId(), sends);
    }

    int prune(Handle handle) {
        return store.prune(handle, world.now().minus(SendPolicy.DAY.multipliedBy(2)));
    }

    private String today() {
        return world.now().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
