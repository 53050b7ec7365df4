package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a record of every outward call. Records are written behind the caller's back, many in one statement, because
 * they must neither cost the shopper time nor fail a call that has had its effect. Safe for many threads.
 */
final class CallLog {
    private static final Logger log = LoggerFactory.getLogger(CallLog.class);
    /** Calls of a busy shop share a commit; a process that is killed loses the records of its last moment. */
    private static final Duration GATHERING = Duration.ofMillis(250);

    /** A reader who holds up the writing, by a transaction of its own, goes on without what is being written. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int BATCH = 500;
    private static final int MOST_WAITING = 10_000;
    private static final int LONGEST_SAID = 4000;
    private static final Set<String> PRIVATE = Set.of(ProviderKind.PHONE.word(), ProviderKind.NOTIFIER.word());

    /** A record whose words are still to be found. */
    private record Waiting(RecordedCall call, Transcript transcript, Object answer, Scrub scrub) {
        /** What is said to people, and the codes in it, is not written down at all. */
        RecordedCall written() {
            if (PRIVATE.contains(call.role())) {
                return call;
            }
            try {
                return call.saying(
                        scrub.cleanLines(transcript.request(), LONGEST_SAID),
                        scrub.cleanLines(transcript.answer(answer), LONGEST_SAID));
            } catch (RuntimeException odd) {
                return call; // the record matters more than its words
            }
        }
    }

    private final World world;
    private final Tx tx;
    private final CallStore store = new CallStore();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final ReentrantLock pen = new ReentrantLock();

    CallLog(World world, Tx tx) {
        this.world = world;
        this.tx = tx;
    }

    /** Notes a call; {@code answer} is what the caller got. */
    void add(
            Account account,
            Site site,
            Instant startedAt,
            Summary summary,
            String prefix,
            Transcript transcript,
            Object answer) {
        Duration duration = Duration.between(startedAt, world.now());
        String outcome = prefix + summary.outcome();
        RecordedCall call = new RecordedCall(
                world.id(),
                account.name(),
                account.kind().word(),
                site.name(),
                site.operation(),
                site.attempt(),
                startedAt,
                duration.isNegative() ? Duration.ZERO : duration,
                outcome.length() > 40 ? outcome.substring(0, 40) : outcome,
                account.scrub().clean(summary.diagnostic().strip()),
                "",
                "");
        waiting.add(new Waiting(call, transcript, answer, account.scrub()));
        if (writing.compareAndSet(false, true)) {
            try {
                world.executeLater(GATHERING, this::write);
            } catch (RejectedExecutionException closing) {
                writing.set(false);
            }
        }
    }

    /** Writes what waits, on this thread, after what another is writing: whoever reads then reads all of it. */
    void flush() {
        boolean mine = takePen();
        try {
            writeAll();
        } finally {
            if (mine) {
                pen.unlock();
            }
        }
    }

    private boolean takePen() {
        try {
            return pen.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void writeAll() {
        List<RecordedCall> batch = new ArrayList<>();
        do {
            batch.clear();
            for (Waiting call = waiting.poll(); call != null; call = waiting.poll()) {
                batch.add(call.written());
                if (batch.size() == BATCH) {
                    break;
                }
            }
            if (!batch.isEmpty()) {
                List<RecordedCall> rows = List.copyOf(batch);
                tx.write("plugin.record", handle -> {
                    store.insert(handle, rows);
                    return rows.size();
                });
            }
        } while (batch.size() == BATCH);
    }

    List<RecordedCall> ofOperation(UUID operation) {
        flush();
        return tx.read("plugin.recorded", handle -> store.ofOperation(handle, operation));
    }

    List<RecordedCall> ofOperations(Collection<UUID> operations) {
        flush();
        return tx.read("plugin.recorded", handle -> store.ofOperations(handle, operations));
    }

    List<RecordedCall> latest(String account) {
        flush();
        return tx.read("plugin.recorded", handle -> store.latest(handle, account));
    }

    int prune(Instant before) {
        return tx.write("plugin.prune", handle -> store.prune(handle, before));
    }

    /** Writes what waits; what cannot be written is lost, which must disturb nobody. */
    void flushQuietly() {
        try {
            flush();
        } catch (RuntimeException e) {
            log.warn("Records of plugin calls were lost", e);
        }
    }

    private void write() {
        try {
            flushQuietly();
        } finally {
            writing.set(false);
        }
        if (!waiting.isEmpty() && waiting.size() < MOST_WAITING && writing.compareAndSet(false, true)) {
            world.executeLater(GATHERING, this::write); // one slipped in between the last look and letting go
        }
    }
}
