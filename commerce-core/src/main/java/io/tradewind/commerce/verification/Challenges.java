package io.tradewind.commerce.verification;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.PhoneVerified;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Moves challenges along their table and records each move. Safe for many threads. */
@Singleton
final class Challenges {
    private final VerificationStore store;
    private final Outbox outbox;
    private final World world;

    @Inject
    Challenges(VerificationStore store, Outbox outbox, World world) {
        this.store = store;
        this.outbox = outbox;
        this.world = world;
    }

    void start(Handle handle, Scope scope, Challenge born) {
        store.insert(handle, scope.storeId(), born);
        record(handle, scope, born, "", "code asked for", null);
    }

    /** The challenge after the move, or empty if somebody else moved it first. */
    Optional<Challenge> move(Handle handle, Scope scope, Challenge it, VerificationMove move, String note) {
        return move(handle, scope, it, move, 0, note);
    }

    /** The same for a guess that is counted with the move; empty also if none is left. */
    Optional<Challenge> guess(Handle handle, Scope scope, Challenge it, VerificationMove move, String note) {
        return move(handle, scope, it, move, 1, note);
    }

    private Optional<Challenge> move(
            Handle handle, Scope scope, Challenge it, VerificationMove move, int guesses, String note) {
        VerificationState to = VerificationFlow.TABLE.to(it.state(), move);
        Instant now = world.now();
        Optional<Instant> verifiedAt = move == VerificationMove.MATCH ? Optional.of(now) : it.verifiedAt();
        if (!store.move(handle, scope.storeId(), it, move, guesses, to, verifiedAt)) {
            return Optional.empty();
        }
        Challenge moved = it.in(to);
        CommerceEvent event = move == VerificationMove.MATCH
                ? new PhoneVerified(
                        scope.store().code(),
                        it.id(),
                        it.purpose(),
                        now,
                        scope.actor().label())
                : null;
        record(handle, scope, moved, it.state().name(), note, event);
        return Optional.of(moved);
    }

    /** Moves it and changes its codes; if it was moved meanwhile, only the codes. */
    void move(
            Handle handle,
            Scope scope,
            Challenge it,
            VerificationMove move,
            String note,
            UnaryOperator<Challenge> codes) {
        if (move(handle, scope, codes.apply(it), move, note).isEmpty()) {
            store.lock(handle, scope.storeId(), it.id())
                    .map(codes)
                    .ifPresent(now -> store.writeCodes(handle, scope.storeId(), now));
        }
    }

    void resend(Handle handle, Scope scope, Challenge locked, Challenge sending) {
        if (!store.resend(handle, scope.storeId(), locked, sending)) {
            throw new IllegalStateException("a locked challenge moved");
        }
        record(handle, scope, sending, locked.state().name(), "code asked for again", null);
    }

    private void record(
            Handle handle, Scope scope, Challenge it, String from, String note, @Nullable CommerceEvent event) {
        Change change = Change.of(
                VerificationFlow.TABLE.machine(),
                it.id(),
                it.version(),
                from,
                it.state().name(),
                it.subject(),
                event);
        outbox.record(handle, scope, List.of(change.noting(note)));
    }
}
