package io.tradewind.commerce.app.api;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.CommerceTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that count once. A claim on the key is committed before anything is done; the answer is kept with what was
 * done. Whoever sends the same again gets the same answer. A request that was refused changed nothing and leaves its key
 * free. Safe for many threads and processes.
 */
final class Claims {
    private static final Logger log = LoggerFactory.getLogger(Claims.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Longer than any request lasts: after that its process is gone. */
    private static final Duration LEASE = Duration.ofSeconds(90);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int CLEAN_EVERY = 500;

    private static final String CLAIM = """
            insert into tradewind_api.api_request
              (caller, name, wish, holder, state, claimed_at, status, version, answer)
            values (?, ?, ?, ?, 'RUNNING', ?, 0, -1, '')
            """;
    private static final String READ = """
            select wish, holder, state, claimed_at, status, version, answer
            from tradewind_api.api_request
            where caller = ? and name = ?
            """;
    private static final String TAKE_OVER = """
            update tradewind_api.api_request set holder = ?, claimed_at = ?
            where caller = ? and name = ? and holder = ? and state = 'RUNNING'
            """;
    private static final String FINISH = """
            update tradewind_api.api_request set state = 'DONE', status = ?, version = ?, answer = ?
            where caller = ? and name = ? and holder = ? and state = 'RUNNING'
            """;
    private static final String RELEASE = """
            delete from tradewind_api.api_request
            where caller = ? and name = ? and holder = ? and state = 'RUNNING'
            """;
    private static final String CLEAN = "delete from tradewind_api.api_request where claimed_at < ?";

    private final Commerce commerce;
    private final AtomicInteger claimed = new AtomicInteger();

    Claims(Commerce commerce) {
        this.commerce = commerce;
    }

    /**
     * Whose key it is and what is wished.
     *
     * @param caller hash of who asks
     * @param name hash of the key and the route
     * @param wish hash of everything that was sent
     * @param seal closes the answer that is kept
     */
    record Claim(String caller, String name, String wish, UUID holder, Seal seal) {}

    private record Row(
            String wish, UUID holder, String state, Instant claimedAt, int status, int version, String answer) {
        Rendered again(Seal seal) {
            return Rendered.stored(status, opened(seal), version).again();
        }

        /** Somebody who signed in anew since has another token than the one it was sealed for. */
        private byte[] opened(Seal seal) {
            return seal.open(answer)
                    .orElseThrow(() -> ApiFault.of(
                            409,
                            "answer-sealed",
                            "That was done in another session: look how it ended instead of sending it again."));
        }
    }

    /** Does it, or hands back what was answered when it was done. */
    Rendered once(Claim claim, KeyRule rule, Function<Optional<CommerceTransaction>, Rendered> work) {
        Optional<Rendered> before = claim(claim);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            if (rule == KeyRule.JOINED) {
                return commerce.transaction(tx -> {
                    Rendered answer = work.apply(Optional.of(tx));
                    if (Sql.write(tx.connection(), FINISH, values(answer, claim)) != 1) {
                        throw running(); // another process took it over because this one was too slow
                    }
                    return answer;
                });
            }
            Rendered answer = work.apply(Optional.empty());
            Sql.write(commerce, FINISH, values(answer, claim));
            return answer;
        } catch (ApiFault refused) {
            release(claim);
            throw refused;
        } catch (RuntimeException e) {
            if (rule == KeyRule.JOINED || !Problems.mayHaveHappened(e)) {
                release(claim); // what was committed is DONE by now and stays
            }
            throw e;
        }
    }

    private static Object[] values(Rendered answer, Claim claim) {
        return new Object[] {
            answer.status(),
            answer.version().orElse(-1),
            claim.seal().close(answer.body()),
            claim.caller(),
            claim.name(),
            claim.holder()
        };
    }

    private Optional<Rendered> claim(Claim claim) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            if (tryClaim(claim)) {
                return Optional.empty();
            }
            Optional<Row> there = Sql.read(commerce, READ, Claims::row, claim.caller(), claim.name()).stream()
                    .findFirst();
            if (there.isPresent()) {
                Row row = there.get();
                if (!row.wish().equals(claim.wish())) {
                    throw ApiFault.of(
                            422,
                            "key-reused",
                            "This Idempotency-Key was used for another request: take a new key for a new wish.");
                } else if (row.state().equals("DONE")) {
                    return Optional.of(row.again(claim.seal()));
                } else if (row.claimedAt().plus(LEASE).isBefore(Instant.now())
                        && Sql.write(
                                        commerce,
                                        TAKE_OVER,
                                        claim.holder(),
                                        Instant.now(),
                                        claim.caller(),
                                        claim.name(),
                                        row.holder())
                                == 1) {
                    return Optional.empty();
                }
            }
            if (Instant.now().isAfter(giveUp)) {
                throw running();
            }
            pause();
        }
    }

    private static ApiFault running() {
        return ApiFault.of(
                        409,
                        "key-running",
                        "A request with this Idempotency-Key is being worked on: send it again soon.")
                .header("Retry-After", "2");
    }

    private boolean tryClaim(Claim claim) {
        Instant now = Instant.now();
        try {
            Sql.write(commerce, CLAIM, claim.caller(), claim.name(), claim.wish(), claim.holder(), now);
        } catch (RuntimeException e) {
            if (Sql.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
        if (claimed.incrementAndGet() % CLEAN_EVERY == 0) {
            Sql.write(commerce, CLEAN, now.minus(KEPT));
        }
        return true;
    }

    private void release(Claim claim) {
        try {
            Sql.write(commerce, RELEASE, claim.caller(), claim.name(), claim.holder());
        } catch (RuntimeException e) {
            log.warn("A key stays claimed until its lease is over", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw running();
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("wish"),
                row.getObject("holder", UUID.class),
                row.getString("state"),
                Sql.instant(row, "claimed_at"),
                row.getInt("status"),
                row.getInt("version"),
                row.getString("answer"));
    }
}
