package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off what is owed: gives up what is reserved and pays back what is taken above the sum that may be kept, one step
 * after the other, each waiting for the last. What cannot be done in time goes to staff and is still tried.
 */
@Internal
@Singleton
public final class ObligationWork {
    static final String JOB = "payment-obligations";

    private static final Logger log = LoggerFactory.getLogger(ObligationWork.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private static final Duration AFTER_ESCALATION = Duration.ofHours(24);

    private final ObligationStore store;
    private final Obligations obligations;
    private final PaymentStore payments;
    private final OperationStore operations;
    private final Refunds refunds;
    private final FollowUps followUps;
    private final Gateways gateways;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    ObligationWork(
            ObligationStore store,
            Obligations obligations,
            PaymentStore payments,
            OperationStore operations,
            Refunds refunds,
            FollowUps followUps,
            Gateways gateways,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.obligations = obligations;
        this.payments = payments;
        this.operations = operations;
        this.refunds = refunds;
        this.followUps = followUps;
        this.gateways = gateways;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job. */
    public Job job() {
        return new Job(JOB, Duration.ofSeconds(30), this::step);
    }

    int step() {
        Instant until = world.now().plus(LEASE);
        List<ObligationRow> due = tx.write("obligations.claim", handle -> store.claim(handle, world.now(), until));
        for (ObligationRow one : due) {
            if (!scopes.knows(one.storeId())) {
                continue;
            }
            try {
                work(scopes.system(one.storeId(), "obligations"), one);
            } catch (RuntimeException e) {
                log.warn("Obligation {} is tried again", one.id(), e);
            }
        }
        return due.size();
    }

    private void work(Scope scope, ObligationRow claimed) {
        scope.tx().write("obligations.work", handle -> {
            List<PaymentRow> siblings = payments.lock(handle, scope.storeId(), claimed.checkoutId());
            ObligationRow row =
                    store.lock(handle, scope.storeId(), claimed.id()).orElseThrow();
            PaymentRow payment = siblings.stream()
                    .filter(it -> it.id().equals(row.subject()))
                    .findFirst()
                    .orElseThrow();
            if (row.isStanding()) {
                List<Change> changes = new ArrayList<>();
                advance(new Case(handle, scope, row, payment, siblings, changes));
                outbox.record(handle, scope, changes);
            }
            return true;
        });
    }

    private record Case(
            Handle handle,
            Scope scope,
            ObligationRow row,
            PaymentRow payment,
            List<PaymentRow> siblings,
            List<Change> changes) {
        long surplus() {
            Position position = payment.position();
            return position.net() - position.refundPending() - row.keep();
        }
    }

    private void advance(Case it) {
        Position position = it.payment().position();
        if (position.secured() <= it.row().keep()) {
            obligations.fulfil(it.handle(), it.scope(), it.row(), it.changes());
        } else if (it.row().kind() == ObligationRow.Kind.OUTSIDE) {
            obligations.escalate(it.handle(), it.scope(), it.row(), "Money moved outside this shop.", it.changes());
        } else if (it.row().kind() == ObligationRow.Kind.DUPLICATE && !twinHasPaid(it)) {
            obligations.escalate(
                    it.handle(), it.scope(), it.row(), "The other payment does not hold the money.", it.changes());
        } else if (isBusy(it)) {
            waitOrEscalate(it, "An operation of the payment is not decided.");
        } else if (position.open() > 0 && position.captured() < it.row().keep()) {
            waitOrEscalate(it, "A part of what is reserved is still to be taken.");
        } else if (position.open() > 0) {
            giveUp(it, position.open());
        } else if (it.surplus() > 0) {
            payBack(it);
        } else {
            waitOrEscalate(it, "A refund is under way.");
        }
    }

    /** Compensation must not hit the twin that succeeded: the other payments must hold the money. */
    private static boolean twinHasPaid(Case it) {
        long held = it.siblings().stream()
                .filter(other -> !other.id().equals(it.payment().id()))
                .mapToLong(other -> other.position().secured())
                .sum();
        return held >= it.payment().amount();
    }

    /** What may be on its way is waited for. */
    private boolean isBusy(Case it) {
        return operations
                .ofPayment(it.handle(), it.scope().storeId(), it.payment().id())
                .stream()
                .filter(operation -> operation.kind() != OperationKind.REFUND)
                .anyMatch(operation -> operation.state().isUndecided() || operation.dueAt() != null);
    }

    private void giveUp(Case it, long open) {
        PaymentRow payment = it.payment();
        boolean can = gateways.kept(payment.account()).profile().can(PaymentCapability.CANCEL);
        if (!can || isTiring(it.row())) {
            obligations.escalate(
                    it.handle(), it.scope(), it.row(), "The reservation could not be given up.", it.changes());
            return;
        }
        if (payments.setAsideForCapture(it.handle(), it.scope().storeId(), payment.id(), open)) {
            followUps.write(
                    it.handle(),
                    payment,
                    OperationKind.CANCEL,
                    open,
                    open,
                    Causes.OBLIGATION + it.row().id(),
                    it.changes());
        }
        tried(it);
    }

    private void payBack(Case it) {
        long amount = Math.min(it.surplus(), it.payment().position().refundable());
        if (amount <= 0 || isTiring(it.row())) {
            obligations.escalate(it.handle(), it.scope(), it.row(), "It could not be paid back.", it.changes());
            return;
        }
        NewRefund refund = new NewRefund(
                it.payment().checkoutId(),
                List.of(RefundShare.surplus(it.payment().money(amount))),
                it.row().reason(),
                Causes.OBLIGATION + it.row().id() + ":" + it.row().tries(),
                it.row().askedBy());
        refunds.payBack(it.handle(), it.scope(), refund, it.payment().id(), it.changes());
        tried(it);
    }

    /** Three tries, then staff have it, and a machine tries once a day. */
    private boolean isTiring(ObligationRow row) {
        Instant last = row.triedAt();
        boolean rested = last == null || !world.now().isBefore(last.plus(AFTER_ESCALATION));
        return row.tries() >= TRIES && !(row.state() == ObligationState.ESCALATED && rested);
    }

    private void tried(Case it) {
        store.tried(it.handle(), it.row(), world.now(), world.now().plus(Duration.ofMinutes(5)));
    }

    private void waitOrEscalate(Case it, String why) {
        boolean overdue = !world.now().isBefore(it.row().dueAt());
        if (overdue) {
            obligations.escalate(it.handle(), it.scope(), it.row(), why, it.changes());
        } else {
            Instant soon = world.now().plus(Duration.ofMinutes(1));
            Instant due = it.row().dueAt();
            store.next(it.handle(), it.row(), soon.isBefore(due) ? soon : due);
        }
    }
}
