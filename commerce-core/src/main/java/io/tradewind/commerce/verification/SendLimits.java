package io.tradewind.commerce.verification;

import io.tradewind.commerce.internal.db.Question;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.SendLimitStore.Succeeded;
import io.tradewind.commerce.verification.SendLimitStore.Used;
import io.tradewind.commerce.verification.SendPolicy.Limit;
import io.tradewind.commerce.verification.SendPolicy.Taken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts messages per number, session, address block and range of numbers, and charges the day's budget, all before
 * anything is sent. Nothing is locked for counting: whoever counts takes the next place in the line of its key, and of two
 * who take the same place one fails and looks again, so that no count is too low. Safe for many threads.
 */
@Singleton
final class SendLimits {
    /** Whether one more message is allowed. */
    enum Verdict {
        FREE,
        TOO_SOON,
        BLOCKED
    }

    /**
     * What was found out.
     *
     * @param places the next place in the line of each key that is counted
     */
    record Judged(Verdict verdict, Map<String, Integer> places) {}

    /** What one message is counted under. */
    record Counted(String number, String range, List<Limit> limits) {
        Set<String> keys() {
            Set<String> keys = new TreeSet<>();
            limits.forEach(it -> keys.add(it.key()));
            return keys;
        }

        /** Keys with a line in which places are taken. */
        List<String> lines() {
            return limits.stream().filter(Limit::counts).map(Limit::key).toList();
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

    /** What is to be known for {@link #judge}. */
    Question<Used> used(Handle handle, Scope scope, Counted counted, Instant now) {
        return store.used(handle, scope.storeId(), counted.lines(), now.minus(SendPolicy.DAY), counted.range(), now);
    }

    /** Whether one more message is allowed as things stand; {@link #charge} fails if they do not stand so any more. */
    Judged judge(Handle handle, Scope scope, Counted counted, Used used, Instant now) {
        Map<String, Integer> places = new HashMap<>();
        counted.lines().forEach(it -> places.put(it, used.last().getOrDefault(it, 0) + 1));
        return new Judged(verdict(handle, scope, counted, used, now), places);
    }

    private Verdict verdict(Handle handle, Scope scope, Counted counted, Used used, Instant now) {
        List<Taken> taken = used.taken();
        if (used.restsUntil().isAfter(now)) {
            return Verdict.BLOCKED;
        }
        if (isPumped(handle, scope, counted.range(), used, now)) {
            store.rest(handle, scope.storeId(), counted.range(), now, now.plus(SendPolicy.RANGE_REST));
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

    /**
     * How many messages went to a range is cheap to count; what became of them is looked up only where it decides, and only
     * until it is decided, so a range with many buyers costs little more than others.
     */
    boolean isPumped(Handle handle, Scope scope, String range, Used used, Instant now) {
        long most = SendPolicy.deciding(used.ripe(), used.fresh());
        if (most == 0) {
            return false;
        }
        Succeeded good = store.succeeded(handle, scope.storeId(), range, now, most);
        return SendPolicy.looksPumped(
                used.ripe() + good.fresh(), good.ripe() + good.fresh(), used.fresh() - good.fresh());
    }

    /**
     * Charges the message; false if today's budget is used up. Staff are warned by the message that takes it over the
     * mark. If somebody else was faster under one of the keys, or at the day's first message, this fails with a duplicate
     * key, and all is to be done again.
     */
    boolean charge(Handle handle, Scope scope, Counted counted, Judged judged, UUID send, UUID challenge, long cost) {
        int storeId = scope.storeId();
        long budget = scope.minor(scope.store().policy().smsBudgetPerDay());
        long quiet = (budget * ALARM_PERCENT - 1) / 100;
        String today = today();
        if (!store.spend(handle, storeId, today, cost, quiet)) {
            boolean spent = store.spend(handle, storeId, today, cost, budget);
            Optional<Long> sum = store.spent(handle, storeId, today);
            if (!spent && sum.filter(it -> it + cost <= budget).isPresent()) {
                // somebody else's first message of the day was counted in between
                spent = store.spend(handle, storeId, today, cost, budget);
                sum = store.spent(handle, storeId, today);
            }
            if (!spent && sum.isEmpty() && cost <= budget) {
                store.spendFirst(handle, storeId, today, cost);
            } else if (!spent) {
                log.error(
                        "The day's budget for verification messages of store {} is used up: no more codes are sent"
                                + " today",
                        storeId);
                return false;
            }
            long before = sum.orElse(cost) - cost;
            if (before <= quiet && before + cost > quiet) {
                log.warn("Verification messages of store {} have used {} % of today's budget", storeId, ALARM_PERCENT);
            }
        }
        store.take(handle, storeId, counted.keys(), judged.places(), send, challenge, world.now());
        return true;
    }

    /** The message never went out and the number is not to blame. */
    void giveBack(Handle handle, Scope scope, UUID send, long cost) {
        store.giveBack(handle, scope.storeId(), send);
        store.unspend(handle, scope.storeId(), today(), cost);
    }

    int prune(Handle handle) {
        return store.prune(handle, world.now().minus(SendPolicy.DAY.multipliedBy(2)));
    }

    private String today() {
        return world.now().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
