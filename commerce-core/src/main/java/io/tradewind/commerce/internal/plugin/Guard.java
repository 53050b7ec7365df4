package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The only way into one account's provider. A call runs on the account's own threads, ends by its deadline whatever the
 * plugin does, is checked, and is recorded. Refuses to work while a transaction is open. Safe for many threads.
 */
final class Guard implements AutoCloseable {
    private final Account account;
    private final World world;
    private final Tx tx;
    private final CallLog log;
    private final Map<Bulkhead, Lane> lanes = new EnumMap<>(Bulkhead.class);

    Guard(Account account, World world, Tx tx, CallLog log) {
        this.account = account;
        this.world = world;
        this.tx = tx;
        this.log = log;
        for (Bulkhead each : Bulkhead.values()) {
            String name = account.name() + "-" + each.name().toLowerCase(Locale.ROOT);
            lanes.put(each, new Lane(name, each, world, account.loader()));
        }
    }

    Account account() {
        return account;
    }

    Lane lane(Bulkhead bulkhead) {
        return Objects.requireNonNull(lanes.get(bulkhead));
    }

    /** True if a call with an effect would be let through now. */
    boolean available() {
        return account.provider().isPresent()
                && lane(Bulkhead.EFFECTS).breaker().wouldPass(world.now());
    }

    /** The earliest of the caller's deadline, the limit of the kind of call and that of the account. */
    Instant deadline(CallKind kind, Instant wanted) {
        boolean shorter = account.longestCall().compareTo(kind.limit) < 0;
        Instant limit = world.now().plus(shorter ? account.longestCall() : kind.limit);
        return wanted.isBefore(limit) ? wanted : limit;
    }

    /** The same call with a deadline the guard keeps. */
    Call within(CallKind kind, Call call) {
        return new Call(call.id(), deadline(kind, call.deadline()), call.attempt(), call.metadata());
    }

    /** Makes the call and waits for it. */
    <R> R call(Site site, Callable<R> work, Shape<R> shape, UnaryOperator<R> check, Consumer<R> late) {
        Started<R> started = start(site, work, shape, check, late);
        return started.finish(started.budget);
    }

    /** Sets the call off; the caller must finish it. */
    <R> Started<R> start(Site site, Callable<R> work, Shape<R> shape, UnaryOperator<R> check, Consumer<R> late) {
        tx.assertNone(account.name() + "." + site.name());
        Instant now = world.now();
        Duration budget = Duration.between(now, deadline(site.kind(), site.deadline()));
        Lane lane = lane(site.kind().bulkhead);
        Transcript transcript = new Transcript(site.asked());
        Answering<R> answering = new Answering<>(this, site, shape, check, now, transcript);
        if (account.provider().isEmpty()) {
            return new Started<>(answering, null, null, "the account is down: " + account.down(), budget);
        }
        if (budget.isNegative() || budget.isZero()) {
            return new Started<>(answering, null, null, "no time left before sending", budget);
        }
        Breaker.Pass pass = site.kind().heedsBreaker ? lane.breaker().tryPass(now) : null;
        if (site.kind().heedsBreaker && pass == null) {
            return new Started<>(
                    answering, null, null, "the provider has failed too often; it is left alone for a while", budget);
        }
        Ticket<R> ticket = lane.submit(transcript.around(work), attempt -> late.accept(answering.late(attempt)));
        if (ticket == null) {
            if (pass != null) {
                lane.breaker().release(pass);
            }
            return new Started<>(answering, null, null, "too many calls are waiting already", budget);
        }
        return new Started<>(answering, ticket, pass, "", budget);
    }

    /** Waits until all are done, or the longest of their budgets is over. */
    static void awaitAll(World world, Collection<? extends Started<?>> calls) {
        List<CompletableFuture<?>> open = new ArrayList<>();
        Duration budget = Duration.ZERO;
        for (Started<?> call : calls) {
            call.done().ifPresent(open::add);
            budget = call.budget.compareTo(budget) > 0 ? call.budget : budget;
        }
        try {
            world.await(CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)), budget);
        } catch (TimeoutException someAreLate) {
            return; // finish() says of each what became of it
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Takes no new call; those under way go on, and {@code over} runs when they have ended or the longest limit is over. */
    void retire(Runnable over) {
        lanes.values().forEach(Lane::retire);
        ExecutorService waiter = world.pool(account.name() + "-retiring", 1);
        waiter.execute(() -> {
            lanes.values().forEach(it -> it.awaitEnd(CallKind.EFFECT.limit));
            over.run();
        });
        waiter.shutdown();
    }

    /** Lets all calls through again. */
    void resetBreakers() {
        lanes.values().forEach(it -> it.breaker().reset());
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }

    /** A call that is under way, or was refused at the door. */
    static final class Started<R> {
        private final Answering<R> answering;
        private final @Nullable Ticket<R> ticket;
        private final Breaker.@Nullable Pass pass;
        private final String refused;
        final Duration budget;

        private Started(
                Answering<R> answering,
                @Nullable Ticket<R> ticket,
                Breaker.@Nullable Pass pass,
                String refused,
                Duration budget) {
            this.answering = answering;
            this.ticket = ticket;
            this.pass = pass;
            this.refused = refused;
            this.budget = budget;
        }

        Optional<CompletableFuture<?>> done() {
            return Optional.ofNullable(ticket).map(Ticket::done);
        }

        /** Waits at most that long and says what became of the call. */
        R finish(Duration wait) {
            return ticket == null ? answering.refused(refused) : answering.inTime(ticket.await(wait, budget), pass);
        }
    }

    /** Turns attempts into answers: checked, counted by the breaker, recorded. */
    private record Answering<R>(
            Guard guard, Site site, Shape<R> shape, UnaryOperator<R> check, Instant startedAt, Transcript transcript) {
        R refused(String why) {
            R answer = shape.notSent().apply(why);
            record(answer, shape.summary().apply(answer), "");
            return answer;
        }

        R inTime(Attempt<R> attempt, Breaker.@Nullable Pass pass) {
            R answer = judged(attempt);
            Summary summary = shape.summary().apply(answer);
            if (pass != null) {
                Breaker breaker = guard.lane(site.kind().bulkhead).breaker();
                if (attempt instanceof Attempt.NotSent<R>) {
                    breaker.release(pass);
                } else {
                    breaker.record(pass, summary.failure(), guard.world.now());
                }
            }
            record(answer, summary, "");
            return answer;
        }

        R late(Attempt<R> attempt) {
            R answer = judged(attempt);
            record(answer, shape.summary().apply(answer), "late: ");
            return answer;
        }

        private void record(R answer, Summary summary, String prefix) {
            if (site.kind().recorded()) {
                guard.log.add(guard.account, site, startedAt, summary, prefix, transcript, answer);
            }
        }

        private R judged(Attempt<R> attempt) {
            if (attempt instanceof Attempt.Answered<R> answered) {
                try {
                    return check.apply(answered.value());
                } catch (RuntimeException oddAnswer) {
                    return shape.unknown().apply("the answer cannot be judged: " + oddAnswer);
                }
            } else if (attempt instanceof Attempt.NotSent<R> notSent) {
                return shape.notSent().apply(scrubbed(notSent.why()));
            } else if (attempt instanceof Attempt.Unknown<R> unknown) {
                return shape.unknown().apply(scrubbed(unknown.why()));
            }
            throw new IllegalStateException("unheard-of attempt " + attempt);
        }

        private String scrubbed(String why) {
            return guard.account.scrub().clean(why);
        }
    }
}
