package io.tradewind.commerce.job;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of one {@code Commerce}: on a schedule shared with other processes, soon after somebody rang, or step
 * by step by hand. Safe for many threads.
 */
@Internal
@Singleton
public final class JobRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int ROUNDS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Map<String, JobTurns> turns = new LinkedHashMap<>();
    private final World world;
    private final Database database;
    private final JobMode mode;
    private final JobBell bell;
    private volatile boolean closed;
    private @Nullable JobSchedule schedule;

    @Inject
    JobRunner(Set<Job> jobs, World world, Database database, JobMode mode, JobBell bell) {
        this.world = world;
        this.database = database;
        this.mode = mode;
        this.bell = bell;
        for (Job job : jobs) {
            if (turns.put(job.name(), new JobTurns(job, world::now, () -> closed)) != null) {
                throw new CommerceException(ErrorCode.BAD_CONFIGURATION, "Two jobs are named '" + job.name() + "'.");
            }
        }
    }

    /** Begins to run jobs by itself if the mode says so. */
    public synchronized void start() {
        if (mode == JobMode.ON && schedule == null) {
            schedule = JobSchedule.start(turns.values(), database, world);
            bell.answeredBy(this::wake);
        }
    }

    /** Runs that job soon on a background thread; a run that is under way looks once more instead. */
    public void wake(String name) {
        JobTurns turn = turns.get(name);
        if (turn == null || closed || mode != JobMode.ON) {
            return;
        }
        try {
            world.executor().execute(turn::run);
        } catch (RejectedExecutionException e) {
            log.debug("Job {} waits for its next turn: {}", name, e.toString());
        }
    }

    /**
     * Steps one job after the other, round and round, until each has found nothing to do since any found something. Waits
     * for what other threads of this process are at, at most that long, and where jobs run by hand only, also for what
     * goes on in the background, such as listeners after a commit: it may be what makes something due.
     *
     * @return how many rows were handled
     */
    public int runDue(Duration longest) {
        int handled = 0;
        int idle = 0;
        long patience = longest.toNanos();
        boolean waits = mode == JobMode.MANUAL;
        for (int round = 0; round < ROUNDS; round++) {
            for (JobTurns turn : turns.values()) {
                waits = waits && world.awaitQuiet(longest);
                OptionalInt rows = turn.run();
                patience = rows.isEmpty() ? turn.awaitOthers(patience) : patience;
                boolean othersDidSome = rows.isEmpty() && patience > 0;
                handled += rows.orElse(0);
                idle = rows.orElse(0) > 0 || othersDidSome ? 0 : idle + 1;
                if (idle == turns.size()) {
                    return handled;
                }
            }
        }
        log.warn("Jobs still found work after {} rounds", ROUNDS);
        return handled;
    }

    /** The same, waiting for others for half a minute at most. */
    public int runDue() {
        return runDue(PATIENCE);
    }

    /** How this process runs jobs. */
    public JobMode mode() {
        return mode;
    }

    /** Every job, in the order they were declared. */
    public List<JobStatus> status() {
        Collection<JobTurns> all = turns.values();
        return all.stream().map(JobTurns::status).toList();
    }

    /** Takes no new work and waits a moment for running steps, and for what else goes on in the background. */
    @Override
    public synchronized void close() {
        closed = true;
        bell.answeredBy(name -> {});
        if (schedule != null) {
            schedule.close();
            schedule = null;
        }
        if (!world.awaitQuiet(STOP)) {
            log.warn("Background work still runs after {} s; it is left alone", STOP.toSeconds());
        }
    }
}
