package io.tradewind.commerce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.db.DatabaseSettings;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

class JobRunnerTest {
    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();

    @BothDatabases
    void stepping_by_hand_goes_on_until_no_job_finds_work(DataSource dataSource) {
        List<String> order = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(3);
        AtomicInteger follow = new AtomicInteger();
        Job first = job("first", () -> {
            int rows = follow.getAndSet(0);
            order.add("first " + rows);
            return rows;
        });
        Job second = job("second", () -> {
            if (left.get() == 0) {
                return 0;
            }
            left.decrementAndGet();
            follow.incrementAndGet(); // work for the job before
            order.add("second");
            return 1;
        });
        try (World world = world();
                Database database = open(dataSource, world)) {
            JobRunner runner = runner(world, database, JobMode.MANUAL, first, second);

            assertThat(new Jobs(runner).runDue()).isEqualTo(6);
            assertThat(order).startsWith("first 0", "second", "second", "second", "first 3");
        }
    }

    @BothDatabases
    void stepping_by_hand_sees_what_is_made_due_in_the_background_meanwhile(DataSource dataSource) {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger due = new AtomicInteger();
        Thread stepping = Thread.currentThread();
        try (World world = new World(null, null, null, null);
                Database database = open(dataSource, world)) {
            JobRunner runner = runner(world, database, JobMode.MANUAL, job("late", () -> {
                looks.incrementAndGet();
                return due.getAndSet(0);
            }));
            world.executor().execute(() -> {
                while (looks.get() == 0 && stepping.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait(); // until it waits, or has looked too early
                }
                due.set(1);
            });

            assertThat(runner.runDue()).isEqualTo(1);
        }
    }

    @BothDatabases
    void closing_waits_for_what_goes_on_in_the_background(DataSource dataSource) {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        Thread closing = Thread.currentThread();
        try (World world = new World(null, null, null, null);
                Database database = open(dataSource, world)) {
            JobRunner runner = runner(world, database, JobMode.ON, job("any", () -> 0));
            world.executor().execute(() -> {
                while (!closed.get() && closing.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait(); // until it waits, or did not
                }
                ended.set(true);
            });

            runner.close();
            boolean inTime = ended.get();
            closed.set(true);

            assertThat(inTime).isTrue();
        }
    }

    @BothDatabases
    void a_job_without_an_end_does_not_hang_the_caller(DataSource dataSource) {
        try (World world = world();
                Database database = open(dataSource, world)) {
            AtomicInteger steps = new AtomicInteger();
            JobRunner runner = runner(world, database, JobMode.MANUAL, job("endless", () -> {
                steps.incrementAndGet();
                return 1;
            }));

            assertThat(runner.runDue()).isEqualTo(steps.get()).isEqualTo(200_000);
        }
    }

    @BothDatabases
    void a_job_that_throws_is_reported_and_stops_no_other(DataSource dataSource) {
        try (World world = world();
                Database database = open(dataSource, world)) {
            AtomicInteger left = new AtomicInteger(1);
            JobRunner runner = runner(
                    world,
                    database,
                    JobMode.MANUAL,
                    job("bad", () -> {
                        throw new IllegalStateException("out of paper");
                    }),
                    job("good", () -> left.getAndSet(0)));

            assertThat(runner.runDue()).isEqualTo(1);

            assertThat(runner.status())
                    .satisfiesExactly(
                            bad -> {
                                assertThat(bad.name()).isEqualTo("bad");
                                assertThat(bad.failing()).isTrue();
                                assertThat(bad.problem()).isEqualTo("out of paper");
                                assertThat(bad.lastFailure()).isPresent();
                            },
                            good -> {
                                assertThat(good.failing()).isFalse();
                                assertThat(good.runs()).isEqualTo(2);
                                assertThat(good.lastFailure()).isEmpty();
                            });
        }
    }

    @BothDatabases
    void a_job_works_again_after_an_error_ended_it(DataSource dataSource) {
        try (World world = world();
                Database database = open(dataSource, world)) {
            AtomicInteger calls = new AtomicInteger();
            JobRunner runner = runner(world, database, JobMode.MANUAL, job("once", () -> {
                if (calls.incrementAndGet() == 1) {
                    throw new AssertionError("killed");
                }
                return 0;
            }));
            assertThatThrownBy(runner::runDue).isInstanceOf(AssertionError.class);

            runner.runDue();

            assertThat(calls).hasValue(2);
        }
    }

    @BothDatabases
    void calls_that_come_while_a_job_runs_make_it_look_once_more(DataSource dataSource) {
        try (World world = world();
                Database database = open(dataSource, world)) {
            AtomicInteger looks = new AtomicInteger();
            AtomicInteger inside = new AtomicInteger();
            List<JobTurns> self = new ArrayList<>();
            JobTurns turns = new JobTurns(
                    job("merged", () -> {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        if (looks.incrementAndGet() == 1) {
                            self.get(0).run();
                            self.get(0).run();
                        }
                        inside.decrementAndGet();
                        return 0;
                    }),
                    world::now,
                    () -> false);
            self.add(turns);

            turns.run();

            assertThat(looks).hasValue(2);
        }
    }

    @BothDatabases
    void stepping_by_hand_waits_for_what_another_thread_is_at(DataSource dataSource) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        Job slow = job("slow", () -> {
            if (looks.incrementAndGet() == 1) {
                begun.countDown();
                await(done);
                return 1;
            }
            return 0;
        });
        try (World world = world();
                Database database = open(dataSource, world)) {
            JobRunner runner = runner(world, database, JobMode.MANUAL, slow);
            Thread other = new Thread(runner::runDue, "other");
            other.start();
            await(begun);
            FutureTask<Integer> call = new FutureTask<>(runner::runDue);
            Thread caller = new Thread(call, "caller");
            caller.start();
            while (caller.getState() == Thread.State.RUNNABLE || caller.getState() == Thread.State.NEW) {
                Thread.onSpinWait(); // until it waits for the other, or has given up
            }

            assertThat(caller.isAlive()).isTrue();
            done.countDown();
            assertThat(call.get(30, TimeUnit.SECONDS)).isZero();
            other.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(looks).hasValueGreaterThan(1);
        }
    }

    @BothDatabases
    void a_job_that_steps_the_others_does_not_wait_for_itself(DataSource dataSource) {
        List<JobRunner> self = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        try (World world = world();
                Database database = open(dataSource, world)) {
            JobRunner runner = runner(
                    world,
                    database,
                    JobMode.MANUAL,
                    job(
                            "curious",
                            () -> looks.incrementAndGet() == 1 ? self.get(0).runDue() : 0));
            self.add(runner);

            assertThat(runner.runDue()).isZero();
            assertThat(looks).hasValueGreaterThan(1);
        }
    }

    @BothDatabases
    void who_has_no_time_does_not_wait_for_a_job_that_waits_for_them(DataSource dataSource) {
        List<Jobs> self = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        try (World world = world();
                Database database = open(dataSource, world)) {
            JobRunner runner = runner(
                    world,
                    database,
                    JobMode.MANUAL,
                    job("patient", () -> looks.incrementAndGet() == 1 ? elsewhere(self.get(0)) : 0));
            self.add(new Jobs(runner));

            assertThat(runner.runDue()).isZero();
            assertThat(looks).hasValue(2); // it was asked meanwhile
            assertThat(self.get(0).status().get(0).failing()).isFalse();
            assertThatThrownBy(() -> self.get(0).runDue(Duration.ofSeconds(-1)))
                    .hasMessageContaining("longest is PT-1S");
        }
    }

    private static int elsewhere(Jobs jobs) {
        return CompletableFuture.supplyAsync(() -> jobs.runDue(Duration.ZERO))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @BothDatabases
    void ringing_runs_a_job_soon_where_jobs_run_by_themselves(DataSource dataSource) throws InterruptedException {
        CountDownLatch onSchedule = new CountDownLatch(1);
        CountDownLatch rung = new CountDownLatch(2);
        Job job = job("rung-" + dataSource.hashCode(), () -> {
            onSchedule.countDown();
            rung.countDown();
            return 0;
        });
        try (World world = new World(null, null, background::add, null);
                Database database = open(dataSource, world)) {
            for (JobMode mode : List.of(JobMode.OFF, JobMode.MANUAL)) {
                JobBell bell = new JobBell();
                try (JobRunner runner = new JobRunner(Set.of(job), world, database, mode, bell)) {
                    runner.start();
                    bell.ring(job.name());
                    assertThat(background).as(mode.toString()).isEmpty();
                }
            }
            JobBell bell = new JobBell();
            JobRunner runner = new JobRunner(
                    Set.of(new Job(job.name(), Duration.ofDays(1), job.step())), world, database, JobMode.ON, bell);
            bell.ring(job.name());
            assertThat(background).as("before the start").isEmpty();
            runner.start();
            assertThat(onSchedule.await(30, TimeUnit.SECONDS)).isTrue();
            bell.ring(job.name());
            bell.ring("nobody");
            assertThat(background).hasSize(1);
            background.remove().run(); // or whoever is at it looks once more
            assertThat(rung.await(30, TimeUnit.SECONDS)).isTrue();
            runner.close();
            bell.ring(job.name());
            assertThat(background).as("after the end").isEmpty();
        }
    }

    @BothDatabases
    void two_processes_share_the_turns_of_a_job(DataSource dataSource) throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch turns = new CountDownLatch(4);
        IntSupplier step = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            turns.countDown();
            inside.decrementAndGet();
            return 0;
        };
        Job job = new Job("shared", Duration.ofMillis(200), step);
        try (World world = new World(null, null, null, null);
                Database one = open(dataSource, world);
                Database two = open(dataSource, world);
                JobRunner first = runner(world, one, JobMode.ON, job);
                JobRunner second = runner(world, two, JobMode.ON, job)) {
            first.start();
            second.start();

            assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(1);
            assertThat(rows(one)).as("one row for both").isEqualTo(1);
        }
    }

    @BothDatabases
    void the_turn_of_a_closed_process_is_taken_by_another(DataSource dataSource) throws InterruptedException {
        CountDownLatch firstRan = new CountDownLatch(1);
        CountDownLatch secondRan = new CountDownLatch(1);
        try (World world = new World(null, null, null, null);
                Database database = open(dataSource, world)) {
            try (JobRunner first = runner(world, database, JobMode.ON, counting("handed-on", firstRan))) {
                first.start();
                assertThat(firstRan.await(30, TimeUnit.SECONDS)).isTrue();
            }
            try (JobRunner second = runner(world, database, JobMode.ON, counting("handed-on", secondRan))) {
                second.start();
                assertThat(secondRan.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @BothDatabases
    void two_jobs_of_one_name_are_refused(DataSource dataSource) {
        try (World world = world();
                Database database = open(dataSource, world)) {
            assertThatThrownBy(
                            () -> runner(world, database, JobMode.MANUAL, job("same", () -> 0), job("same", () -> 1)))
                    .isInstanceOf(CommerceException.class)
                    .hasMessageContaining("same");
        }
    }

    private static Job counting(String name, CountDownLatch latch) {
        return new Job(name, Duration.ofMillis(200), () -> {
            latch.countDown();
            return 0;
        });
    }

    private static int rows(Database database) {
        return database.tx()
                .read(
                        "test",
                        handle -> handle.createQuery(
                                        "select count(*) from commerce.scheduled_tasks where task_name = 'shared'")
                                .mapTo(Integer.class)
                                .one());
    }

    private static Job job(String name, IntSupplier step) {
        return new Job(name, Duration.ofMinutes(1), step);
    }

    private static JobRunner runner(World world, Database database, JobMode mode, Job... jobs) {
        return new JobRunner(new LinkedHashSet<>(List.of(jobs)), world, database, mode, new JobBell());
    }

    private static World world() {
        return new World(null, null, Runnable::run, null);
    }

    private static Database open(@Nullable DataSource dataSource, World world) {
        return Database.open(
                new DatabaseSettings(
                        dataSource,
                        null,
                        null,
                        null,
                        null,
                        null,
                        10,
                        "commerce",
                        Migrations.AUTO,
                        Durability.PROCESS,
                        false),
                world);
    }
}
