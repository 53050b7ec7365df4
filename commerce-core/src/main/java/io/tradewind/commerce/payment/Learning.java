package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.AttemptOwner.Verdict;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.payment.PaymentStore.Fact;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Folds what was learnt about an operation, and lets all follow that must, in one transaction: the owner places the order
 * or gives the money back, refunds settle, staff get their tasks. Whoever brings the news, it passes here.
 */
@Singleton
final class Learning {
    private final OperationStore operations;
    private final PaymentStore payments;
    private final Steps steps;
    private final Provider<AttemptOwner> owner;
    private final Attempts attempts;
    private final Instruments instruments;
    private final Renewals renewals;
    private final Aftermath aftermath;
    private final Outbox outbox;
    private final World world;

    @Inject
    Learning(
            OperationStore operations,
            PaymentStore payments,
            Steps steps,
            Provider<AttemptOwner> owner,
            Attempts attempts,
            Instruments instruments,
            Renewals renewals,
            Aftermath aftermath,
            Outbox outbox,
            World world) {
        this.operations = operations;
        this.payments = payments;
        this.steps = steps;
        this.owner = owner;
        this.attempts = attempts;
        this.instruments = instruments;
        this.renewals = renewals;
        this.aftermath = aftermath;
        this.outbox = outbox;
        this.world = world;
    }

    /** Turns the rows as they are found into evidence about them. */
    interface News {
        Evidence about(Handle handle, Loaded it);
    }

    /** What came of it: the rows now, and whether the provider should be asked. */
    record Learnt(Loaded now, boolean ask) {}

    /**
     * Folds news about an operation.
     *
     * @param known the rows as the caller has just written them, so that they need not be read; null to read them
     */
    Learnt learn(Scope scope, Place place, News news, @Nullable Loaded known) {
        try {
            return fold(scope, place, news, known);
        } catch (MovedMeanwhile moved) {
            return fold(scope, place, news, null);
        } catch (RuntimeException failed) {
            if (!SqlErrors.isDuplicate(failed)) {
                throw failed;
            }
            return foldStolen(scope, place, news, failed);
        }
    }

    /** A unique key was hurt. If the provider gave us the reference of another payment, its word is not believed. */
    private Learnt foldStolen(Scope scope, Place place, News news, RuntimeException failed) {
        return fold(
                scope,
                place,
                (handle, it) -> {
                    Evidence evidence = news.about(handle, it);
                    if (evidence instanceof Evidence.Said said && isStolen(handle, it.payment(), said)) {
                        return new Evidence.Misfit(said.result(), "its reference belongs to another payment");
                    }
                    throw failed;
                },
                null);
    }

    private boolean isStolen(Handle handle, PaymentRow payment, Evidence.Said said) {
        return Steps.reference(said.result())
                .map(ref -> payments.byReference(handle, payment.account(), ref.value()))
                .orElse(List.of())
                .stream()
                .anyMatch(it -> !it.id().equals(payment.id()));
    }

    private Learnt fold(Scope scope, Place place, News news, @Nullable Loaded known) {
        return scope.tx().write("payments.learn", handle -> {
            if (place.isAttempt()) {
                owner.get().lock(handle, scope, place.checkoutId());
            }
            Loaded before = known != null
                    ? known
                    : operations
                            .lock(handle, scope.storeId(), place.id())
                            .orElseThrow(() -> CommerceException.notFound("operation"));
            Evidence evidence = news.about(handle, before);
            if (isOlderThanItsEnd(handle, scope, before, evidence)) {
                return lastWord(evidence)
                        ? apply(handle, scope, before, new Evidence.Closed())
                        : new Learnt(before, true);
            }
            return apply(handle, scope, before, evidence);
        });
    }

    /**
     * News of a reservation that come after the provider has confirmed that the attempt is closed tell what was before:
     * the provider is asked, or where it cannot be, its last word holds.
     */
    private boolean isOlderThanItsEnd(Handle handle, Scope scope, Loaded it, Evidence evidence) {
        OperationRow operation = it.operation();
        boolean told = evidence instanceof Evidence.Said said
                && said.result() instanceof PaymentResult.Approved
                && (said.origin() == Evidence.Origin.NOTICE || lastWord(evidence));
        return told
                && operation.kind() == OperationKind.AUTHORIZE
                && operation.state() != OperationState.APPROVED
                && operations.ofPayment(handle, scope.storeId(), operation.paymentId()).stream()
                        .anyMatch(other -> other.state() == OperationState.APPROVED
                                && other.cause().equals(Causes.GIVE_UP + operation.id()));
    }

    private static boolean lastWord(Evidence evidence) {
        return evidence instanceof Evidence.Said said && said.origin() == Evidence.Origin.LAST_WORD;
    }

    /** Folds evidence into locked rows; the checkout of an attempt is locked too. */
    Learnt apply(Handle handle, Scope scope, Loaded before, Evidence evidence) {
        return apply(handle, scope, steps.next(before, evidence));
    }

    /** Writes a step and lets all follow that must; rows as above. */
    Learnt apply(Handle handle, Scope scope, Step step) {
        if (!step.moves()) {
            operations.touch(handle, scope.storeId(), step.after().operation());
            Loaded now = savePayment(handle, step);
            aftermath.unmoved(handle, scope, step);
            return new Learnt(now, step.folded().ask());
        }
        if (!operations.save(handle, scope.storeId(), step.after().operation())) {
            throw new MovedMeanwhile();
        }
        Loaded now = savePayment(handle, step);
        payments.write(
                handle,
                now.payment(),
                facts(handle, scope, step),
                world.now(),
                scope.actor().label());
        List<Change> changes = new ArrayList<>();
        Verdict verdict = Verdict.keep(List.of());
        if (Renewals.isRenewal(now.operation())) {
            verdict = renewals.decided(handle, scope, now, changes);
        } else if (now.operation().isAttempt()) {
            verdict = owner.get().decided(handle, scope, now.payment().checkoutId(), attempts.of(now));
        }
        if (step.approves()
                && step.evidence() instanceof Evidence.Said said
                && said.result() instanceof PaymentResult.Approved approved) {
            approved.saved().ifPresent(it -> instruments.keep(handle, scope, now.payment(), it));
        }
        changes.add(moved(scope, step, now, verdict));
        changes.addAll(verdict.changes());
        aftermath.moved(handle, scope, step, now, verdict, changes);
        outbox.record(handle, scope, changes);
        return new Learnt(now, step.folded().ask());
    }

    private Loaded savePayment(Handle handle, Step step) {
        Loaded after = step.after();
        if (!step.changesPayment()) {
            return after;
        }
        PaymentRow payment = after.payment();
        if (!payments.save(handle, step.before().payment(), payment.position(), payment.ref())) {
            throw new MovedMeanwhile();
        }
        return new Loaded(payment.saved(), after.operation());
    }

    private List<Fact> facts(Handle handle, Scope scope, Step step) {
        OperationRow operation = step.after().operation();
        boolean outside = step.booked().map(Booking::outside).orElse(false);
        UUID task = outside && !step.entries().isEmpty()
                ? aftermath.outside(handle, scope, step.after().payment())
                : null;
        List<Fact> facts = new ArrayList<>();
        for (Booking.Entry entry : step.entries()) {
            facts.add(new Fact(
                    world.id(),
                    operation.paymentId(),
                    outside ? null : operation.id(),
                    entry.kind(),
                    entry.amount(),
                    step.factKey(),
                    step.factRef(),
                    task));
        }
        return facts;
    }

    private Change moved(Scope scope, Step step, Loaded now, Verdict verdict) {
        OperationRow operation = now.operation();
        boolean ordered = operation.isAttempt()
                ? step.approves() && verdict.money() == AttemptOwner.Money.KEEP
                : !now.payment().unwanted();
        return Change.of(
                        OperationFlow.MACHINE,
                        operation.id(),
                        operation.version(),
                        step.before().operation().state().name(),
                        operation.state().name(),
                        operation.checkoutId(),
                        PaymentEvents.of(scope, step, now, ordered, world.now()))
                .noting(note(operation, now.payment()));
    }

    private static String note(OperationRow operation, PaymentRow payment) {
        String what = operation.kind() + " " + payment.money(operation.amount());
        return operation.code().isEmpty() ? what : what + ": " + operation.code();
    }

    /** The provider's words about an operation as evidence, judged against what was asked. */
    static News said(PaymentResult result, Evidence.Origin origin) {
        return (handle, it) ->
                Judge.judge(it.operation(), it.payment().money(it.operation().amount()), result, origin);
    }

    static Place place(Loaded it) {
        OperationRow operation = it.operation();
        return new Place(
                it.payment().storeId(),
                operation.id(),
                operation.paymentId(),
                operation.checkoutId(),
                operation.kind());
    }

    /** Somebody else moved the rows between reading and writing: all is rolled back and done again. */
    static final class MovedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MovedMeanwhile() {
            super("moved meanwhile", null, false, false);
        }
    }
}
