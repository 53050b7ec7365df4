package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.payment.Learning.Learnt;
import io.tradewind.commerce.payment.OperationStore.Due;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to every operation that is due, in whatever state a crash or a silent provider left it: what was never sent is
 * sent, what may have been sent is asked about, and nothing is ever charged again. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Reconciler {
    static final String JOB = "payment-operations";

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final OperationStore operations;
    private final Sender sender;
    private final Asking asking;
    private final Closing closing;
    private final Learning learning;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    Reconciler(
            OperationStore operations,
            Sender sender,
            Asking asking,
            Closing closing,
            Learning learning,
            Scopes scopes,
            Tx tx,
            World world) {
        this.operations = operations;
        this.sender = sender;
        this.asking = asking;
        this.closing = closing;
        this.learning = learning;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job. */
    public Job job() {
        return new Job(JOB, Duration.ofSeconds(5), this::step);
    }

    int step() {
        Instant until = world.now().plus(LEASE);
        List<Due> due = tx.write("payments.claim", handle -> operations.claim(handle, world.now(), until));
        Map<String, List<Due>> byAccount = due.stream()
                .filter(one -> scopes.knows(one.storeId()))
                .collect(Collectors.groupingBy(Due::account, TreeMap::new, Collectors.toList()));
        List<CompletableFuture<Void>> accounts = byAccount.values().stream()
                .map(all -> CompletableFuture.runAsync(() -> seeTo(all, until), world.executor()))
                .toList();
        accounts.forEach(CompletableFuture::join); // a provider that hangs keeps only its own waiting
        return due.size();
    }

    private void seeTo(List<Due> all, Instant until) {
        for (Due one : all) {
            if (world.now().isAfter(until)) {
                return; // somebody else may hold the rest by now
            }
            seeTo(scopes.system(one.storeId(), "payments"), one);
        }
    }

    /** One operation that makes trouble must not keep the others waiting; it stays claimed until its lease is over. */
    private void seeTo(Scope scope, Due due) {
        try {
            Place place = tx.read("payments.place", handle -> operations.whereIs(handle, due.id()))
                    .orElseThrow(() -> new IllegalStateException("no operation " + due.id()));
            seeTo(scope, place);
        } catch (RuntimeException e) {
            log.warn("Payment operation {} is looked at again in {}", due.id(), AFTER_TROUBLE, e);
        }
    }

    private void seeTo(Scope scope, Place place) {
        Loaded it = asking.load(scope, place);
        switch (it.operation().state()) {
            case PREPARED -> send(scope, place);
            case NOT_SENT -> {
                if (it.operation().isAttempt()) { // it goes again only if the buyer says so; news of it were doubtful
                    asking.ask(scope, it);
                } else {
                    send(scope, place);
                }
            }
            case SENDING -> {
                Learnt lost = learning.learn(scope, place, (handle, now) -> leaseOver(now), null);
                follow(scope, lost);
            }
            case UNKNOWN, PENDING, DECLINED, REJECTED, ABANDONED -> asking.ask(scope, it);
            case ACTION_REQUIRED -> closing.askOrClose(scope, it);
            case APPROVED -> log.debug("{} is decided", place.id());
        }
    }

    private void send(Scope scope, Place place) {
        sender.send(scope, place).ifPresent(learnt -> follow(scope, learnt));
    }

    /** The sender may have come back just now; then nothing is lost. */
    private Evidence leaseOver(Loaded now) {
        Instant lease = now.operation().leaseUntil();
        boolean over = lease == null || !lease.isAfter(world.now());
        return over ? new Evidence.LeaseOver() : new Evidence.Silence("the call is still out");
    }

    private void follow(Scope scope, Learnt learnt) {
        if (learnt.ask()) {
            asking.ask(scope, learnt.now());
        }
    }
}
