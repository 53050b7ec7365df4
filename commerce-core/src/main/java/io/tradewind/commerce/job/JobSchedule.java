package io.tradewind.commerce.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.world.World;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The jobs on db-scheduler: among all processes on a database, each job has one turn per interval. A process that dies
 * in a turn loses it to another one after some missed heartbeats.
 */
final class JobSchedule implements AutoCloseable {
    private static final int THREADS = 4;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final ExecutorService threads;

    private JobSchedule(Scheduler scheduler, ExecutorService threads) {
        this.scheduler = scheduler;
        this.threads = threads;
    }

    static JobSchedule start(Collection<JobTurns> jobs, Database database, World world) {
        ExecutorService threads = world.pool("tradewind-jobs", THREADS);
        List<RecurringTask<Void>> tasks = jobs.stream().map(JobSchedule::task).toList();
        SchedulerBuilder builder = Scheduler.create(database.dataSource())
                .startTasks(tasks)
                .tableName(database.schema() + ".scheduled_tasks")
                .schedulerName(new SchedulerName.Fixed("tradewind-" + world.id()))
                .executorService(threads)
                .threads(THREADS)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(STOP)
                .clock(world::now)
                // H2 is not among the databases it knows; the plain customization fits, see the test with two
                // schedulers.
                .jdbcCustomization(
                        database.isH2()
                                ? new DefaultJdbcCustomization(false)
                                : new PostgreSqlJdbcCustomization(false, true));
        Scheduler scheduler = builder.build();
        scheduler.start();
        return new JobSchedule(scheduler, threads);
    }

    private static RecurringTask<Void> task(JobTurns turn) {
        return Tasks.recurring(turn.job().name(), FixedDelay.of(turn.job().every()))
                .execute((instance, context) -> turn.run());
    }

    @Override
    public void close() {
        scheduler.stop();
        threads.shutdown();
    }
}
