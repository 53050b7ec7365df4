package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.OperationFold.Folded;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out what a piece of evidence comes to: state, money, references, and when to look again. */
@Singleton
final class Steps {
    private static final Duration ASK_AFTER_NO = Duration.ofSeconds(5);

    /** After which pauses a capture, cancellation or refund that provably did not happen goes again by itself. */
    private static final List<Duration> AGAIN = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private final World world;
    private final ActionText actions;

    @Inject
    Steps(World world, ActionText actions) {
        this.world = world;
        this.actions = actions;
    }

    /** The step that follows from this evidence about these rows. */
    Step next(Loaded it, Evidence evidence) {
        OperationRow operation = it.operation();
        Instant now = world.now();
        Instant expires = operation.actionExpiresAt();
        boolean expired = expires != null && !now.isBefore(expires);
        Folded folded = OperationFold.fold(operation.state(), evidence, expired);
        OperationState to = folded.to();
        boolean moves = to != operation.state();
        OperationEdit edit = new OperationEdit(operation).state(to);
        remember(edit, it, evidence, moves);
        count(edit, operation, evidence, to, now);
        Optional<Instant> due = folded.ask() && to.isNo() && (to != OperationState.NOT_SENT || operation.isAttempt())
                ? Optional.of(now.plus(ASK_AFTER_NO))
                : due(it, to, evidence, edit.touched(), now);
        edit.dueAt(due.orElse(null));
        if (!moves) {
            return new Step(
                    it,
                    new Loaded(withRef(it, evidence), edit.touched()),
                    evidence,
                    folded,
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    "",
                    false);
        }
        boolean failed = to.isNo() && due.isEmpty();
        Optional<Booking> booked = book(it, to);
        PaymentRow payment = withRef(it, evidence);
        if (booked.isPresent()) {
            payment = payment.with(booked.get().position());
        } else if ((failed || to == OperationState.APPROVED) && operation.setAside() != 0) {
            payment = payment.with(payment.position().plus(Position.aside(operation.kind(), -operation.setAside())));
        }
        if (failed || to == OperationState.APPROVED) {
            edit.setAside(0);
        }
        OperationMove move = OperationFold.move(operation.state(), to, evidence);
        OperationRow after = edit.moved();
        return new Step(
                it,
                new Loaded(payment, after),
                evidence,
                folded,
                Optional.of(move),
                booked,
                "op:" + after.id(),
                Optional.ofNullable(after.ref()).orElse(""),
                failed);
    }

    /** A cancellation that closes an attempt moves no money, unless the buyer was faster and some is reserved. */
    static boolean closesAttempt(OperationRow operation) {
        return operation.cause().startsWith(Causes.GIVE_UP);
    }

    private static Optional<Booking> book(Loaded it, OperationState to) {
        OperationRow operation = it.operation();
        if (to != OperationState.APPROVED) {
            return Optional.empty();
        } else if (closesAttempt(operation)) {
            long gone = Math.min(operation.amount(), it.payment().position().open());
            return gone <= 0
                    ? Optional.empty()
                    : Optional.of(Booking.of(it.payment().position(), operation.kind(), gone, 0));
        }
        long rest = operation.amount() - operation.received();
        return Optional.of(Booking.of(it.payment().position(), operation.kind(), rest, operation.setAside()));
    }

    /** Keeps what the provider said: references, instructions, codes, a note for staff. */
    private void remember(OperationEdit edit, Loaded it, Evidence evidence, boolean moves) {
        OperationRow operation = it.operation();
        if (evidence instanceof Evidence.Misfit misfit) {
            edit.note(misfit.what()).code(moves ? TaskKind.INTEGRITY.name() : operation.code());
        } else if (evidence instanceof Evidence.Silence silence) {
            edit.note(silence.why());
        } else if (evidence instanceof Evidence.Said said) {
            if (said.origin() == Origin.ANSWER || said.origin() == Origin.FURTHER_CALL) {
                edit.leaseUntil(null);
            }
            remember(edit, said.result(), moves);
        }
        if (moves) {
            edit.leaseUntil(null);
        }
    }

    private void remember(OperationEdit edit, PaymentResult result, boolean moves) {
        if (result instanceof PaymentResult.ActionRequired it && edit.isIn(OperationState.ACTION_REQUIRED)) {
            edit.action(actions.write(it.action())).actionExpiresAt(it.expiresAt());
        } else if (result instanceof PaymentResult.Pending it
                && edit.isIn(OperationState.PENDING)
                && (moves || it.meanwhile().isPresent())) {
            edit.action(it.meanwhile().map(actions::write).orElse(""));
        }
        Optional<ProviderRef> ref = reference(result);
        if (ref.isPresent() && edit.hasNoRef()) {
            edit.ref(ref.get().value());
        }
        if (!moves) {
            return;
        }
        if (result instanceof PaymentResult.Approved it) {
            edit.code("").retry("").note(it.details().rawCode());
        } else if (result instanceof PaymentResult.Declined it) {
            edit.code(it.code().name())
                    .retry(it.retry().name())
                    .note(it.details().rawCode());
        } else if (result instanceof PaymentResult.Rejected it) {
            edit.code(it.code().name()).note(it.diagnostic());
        } else if (result instanceof PaymentResult.NotSent it) {
            edit.note(it.diagnostic());
        } else if (result instanceof PaymentResult.Unknown it) {
            edit.note(it.diagnostic());
        }
    }

    private static void count(
            OperationEdit edit, OperationRow operation, Evidence evidence, OperationState to, Instant now) {
        boolean asked = evidence instanceof Evidence.NotFound
                || evidence instanceof Evidence.Misfit
                || evidence instanceof Evidence.Silence
                || (evidence instanceof Evidence.Said said && said.origin() == Origin.QUERY);
        if (asked) {
            edit.asks(operation.asks() + 1).askedAt(now);
        }
        if (to != operation.state()) {
            edit.asks(0);
        }
        if (to == OperationState.UNKNOWN && operation.state() != OperationState.UNKNOWN) {
            edit.unknownSince(now);
        }
    }

    /** When a job looks at it again; empty for never. */
    private Optional<Instant> due(Loaded it, OperationState to, Evidence evidence, OperationRow after, Instant now) {
        boolean moves = to != it.operation().state();
        return switch (to) {
            case UNKNOWN -> AskSchedule.afterLoss(since(after, now), after.asks(), now, jitter());
            case PENDING -> it.payment().payLater() ? Optional.empty() : Optional.of(waiting(evidence, after, now));
            case ACTION_REQUIRED -> Optional.of(acting(after, now));
            case NOT_SENT ->
                moves
                        ? again(after, now)
                        : after.isAttempt()
                                ? askingOn(it, evidence, after, now)
                                : Optional.ofNullable(it.operation().dueAt());
            case PREPARED, SENDING -> Optional.ofNullable(it.operation().dueAt());
            case DECLINED, REJECTED, ABANDONED -> moves ? Optional.empty() : askingOn(it, evidence, after, now);
            case APPROVED -> Optional.empty();
        };
    }

    /** News said yes after a no: it is asked until the provider answers, for there may be money. */
    private Optional<Instant> askingOn(Loaded it, Evidence evidence, OperationRow after, Instant now) {
        if (evidence instanceof Evidence.Silence && it.operation().dueAt() != null) {
            return Optional.of(AskSchedule.whileWaiting(sentAt(after), after.asks(), now, jitter()));
        }
        boolean answered = evidence instanceof Evidence.NotFound
                || evidence instanceof Evidence.Misfit
                || (evidence instanceof Evidence.Said said && said.origin() != Origin.NOTICE);
        return answered ? Optional.empty() : Optional.ofNullable(it.operation().dueAt());
    }

    private Instant waiting(Evidence evidence, OperationRow after, Instant now) {
        if (evidence instanceof Evidence.Said said
                && said.result() instanceof PaymentResult.Pending pending
                && pending.askAgainAt().isAfter(now)) {
            return pending.askAgainAt();
        }
        return AskSchedule.whileWaiting(sentAt(after), after.asks(), now, jitter());
    }

    /** While the buyer acts, news may get lost: it is asked now and then, and when the time is over. */
    private Instant acting(OperationRow after, Instant now) {
        Instant planned = AskSchedule.whileWaiting(sentAt(after), after.asks(), now, jitter());
        Instant expires = after.actionExpiresAt();
        return expires != null && expires.isAfter(now) && expires.isBefore(planned) ? expires : planned;
    }

    /** An attempt goes again only if the buyer says so. */
    private static Optional<Instant> again(OperationRow after, Instant now) {
        int pause = Math.max(0, after.sends() - 1);
        return after.isAttempt() || pause >= AGAIN.size() ? Optional.empty() : Optional.of(now.plus(AGAIN.get(pause)));
    }

    private static PaymentRow withRef(Loaded it, Evidence evidence) {
        PaymentRow payment = it.payment();
        if (!it.operation().isAttempt() || !(evidence instanceof Evidence.Said said)) {
            return payment;
        }
        Optional<ProviderRef> ref = reference(said.result());
        boolean better = payment.ref() == null || said.result() instanceof PaymentResult.Approved;
        return ref.isPresent()
                        && better
                        && !Objects.equals(payment.ref(), ref.get().value())
                ? payment.with(ref.get().value())
                : payment;
    }

    static Optional<ProviderRef> reference(PaymentResult result) {
        if (result instanceof PaymentResult.Approved it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.Pending it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.ActionRequired it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.Unknown it) {
            return it.ref();
        }
        return Optional.empty();
    }

    private static Instant sentAt(OperationRow row) {
        Instant sent = row.sentAt();
        return sent == null ? row.createdAt() : sent;
    }

    private static Instant since(OperationRow row, @Nullable Instant otherwise) {
        Instant since = row.unknownSince();
        return since == null ? Objects.requireNonNull(otherwise) : since;
    }

    private double jitter() {
        return 0.9 + world.random().nextDouble() * 0.2;
    }
}
