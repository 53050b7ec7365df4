package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.plugin.InboxStore.Due;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what the inbox holds, each account on a lane of its own: one after the other in the order they came, and a
 * provider that hangs keeps only its own news waiting. News about something not known yet is tried again after 1, 5 and 30 minutes, 2 and 12
 * hours; whatever ten tries did not bring home waits for staff. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class InboxWork {
    private static final Logger log = LoggerFactory.getLogger(InboxWork.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int TRIES = 10;
    private static final List<Duration> UNMATCHED = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));

    private final InboxStore store;
    private final Json json;
    private final Tx tx;
    private final World world;
    private final Calls calls;
    private final PaymentFacts payments;
    private final TrackingFacts parcels;
    private final WarehouseFacts warehouses;
    private final JobMode mode;
    private final JobBell bell;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    @Inject
    InboxWork(
            InboxStore store,
            Json json,
            Tx tx,
            World world,
            Calls calls,
            Inbox inbox,
            PaymentFacts payments,
            TrackingFacts parcels,
            WarehouseFacts warehouses,
            JobMode mode,
            JobBell bell) {
        this.store = store;
        this.json = json;
        this.tx = tx;
        this.world = world;
        this.calls = calls;
        this.payments = payments;
        this.parcels = parcels;
        this.warehouses = warehouses;
        this.mode = mode;
        this.bell = bell;
        calls.lateFactsTo(inbox::late);
    }

    /** The job that applies what is due. */
    public Job job() {
        return new Job(Inbox.JOB, Duration.ofSeconds(5), this::step);
    }

    /** The job that deletes what is old: raw requests after 90 days, records of calls after 30. */
    public Job pruning() {
        return new Job("plugin-pruning", Duration.ofHours(6), this::prune);
    }

    /** Hands what is due to the lanes that are free; waits for them only where jobs are stepped by hand. */
    int step() {
        Instant until = world.now().plus(LEASE);
        List<Due> claimed = tx.write("inbox.claim", handle -> store.claim(handle, world.now(), until, busy));
        world.crashPoint("inbox.claimed");
        Map<String, List<Due>> byAccount =
                claimed.stream().collect(Collectors.groupingBy(Due::account, TreeMap::new, Collectors.toList()));
        busy.addAll(byAccount.keySet());
        List<CompletableFuture<Void>> lanes = byAccount.entrySet().stream()
                .map(it -> CompletableFuture.runAsync(() -> lane(it.getKey(), it.getValue(), until), world.executor()))
                .toList();
        if (mode == JobMode.MANUAL) {
            lanes.forEach(CompletableFuture::join);
        }
        return claimed.size();
    }

    private void lane(String account, List<Due> items, Instant until) {
        try {
            for (Due due : items) {
                if (world.now().isAfter(until)) {
                    break; // somebody else may hold the rest by now
                }
                apply(due);
            }
        } catch (RuntimeException e) { // what was not settled is due again when its lease is over
            log.warn("Webhooks of {} wait for their next turn", account, e);
        } finally {
            busy.remove(account);
            bell.ring(Inbox.JOB);
        }
    }

    private void apply(Due due) {
        if (due.tries() > TRIES) {
            giveUp(due, "every try was cut short, as by a process that died");
            return;
        }
        try {
            StoredNotice notice = json.read(due.fact(), StoredNotice.class);
            switch (notice.kind()) {
                case PAYMENT -> settle(due, payments.apply(due.account(), payment(notice)));
                case TRACKING -> settle(due, parcels.apply(due.account(), tracking(notice)));
                case LOOK_UP ->
                    payments.lookUp(due.account(), new ProviderRef(String.valueOf(notice.lookUp())))
                            .ifPresentOrElse(why -> again(due, why), () -> settle(due, true));
                case WAREHOUSE ->
                    settle(
                            due,
                            warehouses.apply(
                                    due.account(),
                                    new Notice<>(
                                            due.key(),
                                            notice.occurredAt(),
                                            Objects.requireNonNull(notice.warehouse())
                                                    .fact())));
                case MESSAGE -> move(due, InboxMove.IGNORE, InboxState.IGNORED, world.now(), "recorded");
            }
        } catch (RuntimeException e) {
            failed(due, e);
        }
    }

    private void settle(Due due, boolean known) {
        world.crashPoint("inbox.applied");
        if (known) {
            move(due, InboxMove.APPLY, InboxState.APPLIED, world.now(), "");
        } else if (due.tries() >= TRIES) {
            giveUp(due, "nothing here has its reference");
        } else {
            Duration wait = UNMATCHED.get(Math.min(due.tries(), UNMATCHED.size()) - 1);
            move(due, InboxMove.NO_MATCH, InboxState.UNMATCHED, world.now().plus(wait), "reference not known");
        }
    }

    private void failed(Due due, RuntimeException failure) {
        log.warn("Webhook {} of {} could not be applied on try {}", due.key(), due.account(), due.tries(), failure);
        again(due, failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    private void again(Due due, String problem) {
        if (due.tries() >= TRIES) {
            giveUp(due, problem);
            return;
        }
        Duration wait = Duration.ofSeconds(Math.min(3600, 5L << (due.tries() - 1)));
        move(due, InboxMove.RETRY, due.state(), world.now().plus(wait), problem);
    }

    private void giveUp(Due due, String problem) {
        log.error("Webhook {} of {} is given up: {}. Replay it by hand", due.key(), due.account(), problem);
        move(due, InboxMove.GIVE_UP, InboxState.DEAD, world.now(), problem);
    }

    private void move(Due due, InboxMove move, InboxState to, Instant at, String note) {
        tx.write("inbox.move", handle -> {
            store.move(handle, due, move, to, at, note);
            return true;
        });
    }

    private static Notice<PaymentFact> payment(StoredNotice notice) {
        StoredPayment stored = Objects.requireNonNull(notice.payment());
        return new Notice<>(notice.eventId(), notice.occurredAt(), stored.fact());
    }

    private static Notice<TrackingEvent> tracking(StoredNotice notice) {
        return new Notice<>(notice.eventId(), notice.occurredAt(), Objects.requireNonNull(notice.tracking()));
    }

    private int prune() {
        calls.prune();
        tx.write("inbox.prune", handle -> store.pruneBodies(handle, world.now().minus(KEPT)));
        return 0; // deleting makes nothing else due
    }
}
