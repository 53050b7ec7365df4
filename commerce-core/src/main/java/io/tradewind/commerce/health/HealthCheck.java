package io.tradewind.commerce.health;

import static io.tradewind.commerce.health.HealthReport.Finding.degraded;
import static io.tradewind.commerce.health.HealthReport.Finding.down;
import static io.tradewind.commerce.health.HealthReport.Finding.up;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.health.HealthReport.Finding;
import io.tradewind.commerce.health.HealthStore.Pile;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.job.JobRunner;
import io.tradewind.commerce.job.JobStatus;
import io.tradewind.commerce.plugin.PluginReport;
import io.tradewind.commerce.plugin.Plugins;
import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything a probe asks for. It calls no provider and takes a few short reads. Safe for many threads. */
@Internal
@Singleton
public final class HealthCheck {
    private static final Duration EVENT_LAG = Duration.ofSeconds(60);
    private static final Duration MISSED_TURN = Duration.ofMinutes(5);

    private final Database database;
    private final HealthStore store;
    private final JobRunner jobs;
    private final Plugins plugins;
    private final World world;

    @Inject
    HealthCheck(Database database, HealthStore store, JobRunner jobs, Plugins plugins, World world) {
        this.database = database;
        this.store = store;
        this.jobs = jobs;
        this.plugins = plugins;
        this.world = world;
    }

    /** How everything is now. */
    public HealthReport report() {
        Instant now = world.now();
        List<Finding> findings = new ArrayList<>();
        try {
            findings.addAll(database.tx().read("health", handle -> {
                Map<String, Pile> deliveries = store.deliveries(handle);
                List<Finding> seen = new ArrayList<>();
                seen.add(up("database", "reachable; " + database.describe()));
                seen.add(up("schema", "version " + store.version(handle).orElse("unknown")));
                seen.add(lag(deliveries, now));
                seen.add(dead(deliveries));
                seen.add(obligations(store.obligations(handle, now)));
                seen.add(messages(store.deadMessages(handle)));
                seen.add(scheduler(store.mostBelatedTurn(handle).orElse(now), now));
                return seen;
            }));
        } catch (CommerceException e) {
            findings.add(down(
                    "database",
                    "it does not answer: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Bring the database back; nothing needs to be restarted here."));
        }
        jobs.status().forEach(it -> findings.add(job(it)));
        plugins.report().accounts().forEach(it -> findings.add(account(it)));
        return new HealthReport(now, findings);
    }

    private static Finding lag(Map<String, Pile> deliveries, Instant now) {
        Pile waiting = deliveries.get("WAITING");
        if (waiting == null) {
            return up("events", "all delivered");
        }
        Duration lag = Duration.between(waiting.oldest(), now);
        String message = waiting.count() + " deliveries wait, the oldest for " + lag.toSeconds() + " s";
        return lag.compareTo(EVENT_LAG) <= 0
                ? up("events", message)
                : degraded(
                        "events",
                        message,
                        "Look for a failing listener in the log, and whether jobs run on any node; it may also wait"
                                + " behind a dead letter.");
    }

    private static Finding dead(Map<String, Pile> deliveries) {
        Pile dead = deliveries.get("DEAD");
        return dead == null
                ? up("dead letters", "none")
                : degraded(
                        "dead letters",
                        dead.count() + " events could not be delivered, the oldest of " + dead.oldest(),
                        "Mend the listener, then requeue or skip them: shop.events().deadLetters().");
    }

    private static Finding messages(Optional<Pile> dead) {
        return dead.map(it -> degraded(
                        "messages",
                        it.count() + " messages were given up, the oldest of " + it.oldest(),
                        "Mend the account that carries them, then send them again: shop.messages().list(…)."))
                .orElseGet(() -> up("messages", "none given up"));
    }

    private static Finding obligations(Map<String, Pile> obligations) {
        Pile open = obligations.get("OPEN");
        Pile overdue = obligations.get("OVERDUE");
        if (overdue != null) {
            return degraded(
                    "obligations",
                    overdue.count() + " voids or refunds are overdue, the oldest since " + overdue.oldest(),
                    "See the review queue: shop.payments().reviewQueue().");
        }
        return up("obligations", open == null ? "none open" : open.count() + " open, none overdue");
    }

    private Finding scheduler(Instant belated, Instant now) {
        if (jobs.mode() != JobMode.ON) {
            return up("scheduler", "jobs are " + jobs.mode() + " in this process");
        }
        return belated.isAfter(now.minus(MISSED_TURN))
                ? up("scheduler", "every job has had its turn")
                : degraded(
                        "scheduler",
                        "a job should have had its turn at " + belated,
                        "Look for a job that hangs, and whether the clocks of the nodes agree.");
    }

    private static Finding job(JobStatus status) {
        return status.failing()
                ? degraded(
                        "job " + status.name(),
                        "its last run failed: " + status.problem(),
                        "Read the log; the next turn tries again.")
                : up("job " + status.name(), status.runs() + " runs");
    }

    private static Finding account(PluginReport.Account account) {
        String name = "plugin " + account.account();
        return account.usable()
                ? up(name, account.code())
                : degraded(name, account.note(), "Ask the provider's status page; its calls are left out meanwhile.");
    }
}
