package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.RefundStore.Part;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Gives money back. The sum is set aside on the payments before anything is sent. Safe for many threads. */
@Internal
@Singleton
public final class Refunds {
    private final RefundStore store;
    private final PaymentStore payments;
    private final RefundBounds bounds;
    private final FollowUps followUps;
    private final Outbox outbox;
    private final World world;

    @Inject
    Refunds(
            RefundStore store,
            PaymentStore payments,
            RefundBounds bounds,
            FollowUps followUps,
            Outbox outbox,
            World world) {
        this.store = store;
        this.payments = payments;
        this.bounds = bounds;
        this.followUps = followUps;
        this.outbox = outbox;
        this.world = world;
    }

    /**
     * Sets the money aside and, if the actor may refund or is the system, grants it and sends it right after the
     * commit; otherwise it waits for finance. Newest payment first. Records its own moves.
     */
    public RefundAnswer propose(Handle handle, Scope scope, NewRefund refund) {
        List<Change> changes = new ArrayList<>();
        RefundAnswer answer = propose(handle, scope, refund, payment -> true, changes);
        outbox.record(handle, scope, changes);
        return answer;
    }

    /** The same, through some payments only; the caller records the moves. */
    RefundAnswer propose(Handle handle, Scope scope, NewRefund refund, Predicate<UUID> through, List<Change> changes) {
        check(refund);
        int storeId = scope.storeId();
        List<PaymentRow> rows = payments.lock(handle, storeId, refund.orderId());
        Optional<RefundStore.Row> first = store.byCause(handle, storeId, refund.cause());
        long amount = refund.shares().stream()
                .mapToLong(share -> scope.minor(share.amount()))
                .reduce(0, Math::addExact);
        if (first.isPresent()) {
            return new RefundAnswer.Accepted(same(first.get().refund(), refund, scope.money(amount)));
        }
        List<PaymentRow> sources =
                rows.stream().filter(it -> through.test(it.id())).toList();
        long possible =
                sources.stream().mapToLong(it -> it.position().refundable()).sum();
        Optional<Refusal> refusal = amount > possible
                ? Optional.of(RefundBounds.tooMuch(scope.money(possible)))
                : bounds.check(handle, scope, refund);
        if (refusal.isPresent()) {
            return new RefundAnswer.Refused(refusal.get(), scope.money(possible));
        }
        boolean granted = scope.actor().may(Permission.REFUNDS);
        UUID id = world.id();
        List<Part> parts = setAside(handle, scope, sources, id, amount);
        Refund proposed = new Refund(
                id,
                refund.orderId(),
                RefundState.PROPOSED,
                scope.money(amount),
                refund.reason(),
                scope.actor().label(),
                granted ? scope.actor().label() : "",
                world.now());
        changes.add(change(proposed, 1, "", RefundState.PROPOSED));
        Refund result = granted ? running(proposed, 2, RefundState.PROPOSED, changes) : proposed;
        List<Part> written = granted ? send(handle, sources, parts, changes) : parts;
        store.insert(
                handle,
                storeId,
                new RefundStore.Row(result, granted ? 3 : 1, refund.cause()),
                written,
                refund.shares(),
                refund.shares().stream().map(share -> world.id()).toList());
        return new RefundAnswer.Accepted(result);
    }

    /** Finance grants a proposed refund: it is sent right after the commit. */
    Refund approve(Handle handle, Scope scope, UUID refundId) {
        RefundStore.Row row = lock(handle, scope, refundId);
        if (row.refund().state() != RefundState.PROPOSED) {
            throw RefundBounds.cannot(RefundMove.APPROVE, row.refund());
        }
        List<Change> changes = new ArrayList<>();
        Refund refund = running(by(row.refund(), scope), row.version() + 1, RefundState.PROPOSED, changes);
        List<PaymentRow> rows = payments.of(handle, scope.storeId(), refund.orderId());
        store.set(handle, scope.storeId(), send(handle, rows, store.parts(handle, scope.storeId(), refundId), changes));
        store.move(handle, scope.storeId(), row, refund, row.version() + 2, null);
        store.setShares(handle, scope.storeId(), refundId, refund.state().name());
        outbox.record(handle, scope, changes);
        return refund;
    }

    /** Finance does not grant a proposed refund: the money is free again. */
    Refund refuse(Handle handle, Scope scope, UUID refundId, String reason) {
        RefundStore.Row row = lock(handle, scope, refundId);
        if (row.refund().state() != RefundState.PROPOSED) {
            throw RefundBounds.cannot(RefundMove.REFUSE, row.refund());
        }
        List<Part> parts = store.parts(handle, scope.storeId(), refundId);
        parts.forEach(part -> payments.freeRefund(handle, scope.storeId(), part.payment(), part.amount()));
        store.set(
                handle,
                scope.storeId(),
                parts.stream().map(part -> part.in(RefundState.REFUSED, null)).toList());
        Refund refused = in(row.refund(), RefundState.REFUSED);
        store.move(handle, scope.storeId(), row, refused, row.version() + 1, world.now());
        store.setShares(handle, scope.storeId(), refundId, RefundBounds.FREED);
        outbox.record(
                handle,
                scope,
                List.of(change(refused, row.version() + 1, RefundState.PROPOSED.name(), RefundState.REFUSED)
                        .noting(reason)));
        return refused;
    }

    /** Sends the failed parts of a refund again, as new operations. */
    RefundAnswer retry(Handle handle, Scope scope, UUID refundId) {
        RefundStore.Row row = lock(handle, scope, refundId);
        Refund refund = row.refund();
        if (refund.state() != RefundState.FAILED) {
            throw RefundBounds.cannot(RefundMove.RUN, refund);
        }
        int storeId = scope.storeId();
        List<PaymentRow> rows = payments.of(handle, storeId, refund.orderId());
        List<Part> failed = store.parts(handle, storeId, refundId).stream()
                .filter(part -> part.state() == RefundState.FAILED)
                .toList();
        Optional<Refusal> refusal =
                bounds.check(handle, scope, refund.orderId(), store.shares(handle, storeId, refundId));
        boolean possible = refusal.isEmpty()
                && failed.stream().allMatch(part -> row(rows, part).position().refundable() >= part.amount());
        if (!possible) {
            Money most = scope.money(
                    rows.stream().mapToLong(it -> it.position().refundable()).sum());
            return new RefundAnswer.Refused(refusal.orElseGet(() -> RefundBounds.tooMuch(most)), most);
        }
        for (Part part : failed) {
            require(payments.setAsideForRefund(handle, storeId, part.payment(), part.amount()), part);
        }
        List<Change> changes = new ArrayList<>();
        Refund again = in(refund, RefundState.RUNNING);
        changes.add(change(again, row.version() + 1, RefundState.FAILED.name(), RefundState.RUNNING));
        store.set(handle, storeId, send(handle, rows, failed, changes));
        store.move(handle, storeId, row, again, row.version() + 1, null);
        store.setShares(handle, storeId, refundId, again.state().name());
        outbox.record(handle, scope, changes);
        return new RefundAnswer.Accepted(again);
    }

    /** A part's operation has ended; its payment is locked. Adds the refund's moves. */
    void settle(Handle handle, Scope scope, UUID operation, boolean arrived, List<Change> changes) {
        int storeId = scope.storeId();
        Optional<RefundStore.Row> found = store.lockByOperation(handle, storeId, operation);
        if (found.isEmpty()) {
            return;
        }
        RefundStore.Row row = found.get();
        Refund refund = row.refund();
        List<Part> before = store.parts(handle, storeId, refund.id());
        List<Part> ended = before.stream()
                .filter(part -> operation.equals(part.operation()))
                .map(part -> part.in(arrived ? RefundState.DONE : RefundState.FAILED, operation))
                .toList();
        store.set(handle, storeId, ended);
        List<RefundState> states = before.stream()
                .map(part -> operation.equals(part.operation()) ? ended.get(0).state() : part.state())
                .toList();
        if (states.contains(RefundState.RUNNING)) {
            return;
        }
        RefundState to = states.stream().allMatch(it -> it == RefundState.DONE) ? RefundState.DONE : RefundState.FAILED;
        if (to == refund.state()) {
            return;
        }
        int version = row.version();
        RefundState from = refund.state();
        if (from == RefundState.FAILED) { // it arrived after all
            changes.add(change(refund, ++version, from.name(), RefundState.RUNNING));
            from = RefundState.RUNNING;
        }
        changes.add(change(refund, ++version, from.name(), to));
        store.move(handle, storeId, row, in(refund, to), version, world.now());
        store.setShares(handle, storeId, refund.id(), to == RefundState.DONE ? to.name() : RefundBounds.FREED);
    }

    /** A refund as it stands. */
    public Optional<Refund> find(Handle handle, Scope scope, UUID refundId) {
        return store.find(handle, scope.storeId(), refundId).map(RefundStore.Row::refund);
    }

    /** The refund of that cause, if one was proposed. */
    public Optional<Refund> byCause(Handle handle, Scope scope, String cause) {
        return store.byCause(handle, scope.storeId(), cause).map(RefundStore.Row::refund);
    }

    /** The refunds of an order, oldest first. */
    public List<Refund> of(Handle handle, Scope scope, UUID orderId) {
        return store.of(handle, scope.storeId(), orderId);
    }

    /** Newest payment first; written in the order of ids, as locks are taken. */
    private List<Part> setAside(Handle handle, Scope scope, List<PaymentRow> rows, UUID refund, long amount) {
        List<Part> parts = new ArrayList<>();
        long left = amount;
        for (int i = rows.size() - 1; i >= 0 && left > 0; i--) {
            PaymentRow payment = rows.get(i);
            long here = Math.min(left, payment.position().refundable());
            if (here > 0) {
                parts.add(new Part(world.id(), refund, payment.id(), null, RefundState.PROPOSED, here));
                left -= here;
            }
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            require(payments.setAsideForRefund(handle, scope.storeId(), part.payment(), part.amount()), part);
        }
        return parts;
    }

    private List<Part> send(Handle handle, List<PaymentRow> rows, List<Part> parts, List<Change> changes) {
        List<Part> sent = new ArrayList<>();
        for (Part part : parts) {
            UUID operation = followUps.write(
                    handle,
                    row(rows, part),
                    OperationKind.REFUND,
                    part.amount(),
                    part.amount(),
                    Causes.REFUND + part.refund(),
                    changes);
            sent.add(part.in(RefundState.RUNNING, operation));
        }
        return sent;
    }

    /** Payments first, then the refund: the order of locks. */
    private RefundStore.Row lock(Handle handle, Scope scope, UUID refundId) {
        RefundStore.Row seen =
                store.find(handle, scope.storeId(), refundId).orElseThrow(() -> CommerceException.notFound("refund"));
        payments.lock(handle, scope.storeId(), seen.refund().orderId());
        return store.lock(handle, scope.storeId(), refundId).orElseThrow(() -> CommerceException.notFound("refund"));
    }

    private static Refund running(Refund refund, int version, RefundState from, List<Change> changes) {
        changes.add(change(refund, version, from.name(), RefundState.APPROVED));
        changes.add(change(refund, version + 1, RefundState.APPROVED.name(), RefundState.RUNNING));
        return in(refund, RefundState.RUNNING);
    }

    private static PaymentRow row(List<PaymentRow> rows, Part part) {
        return rows.stream()
                .filter(it -> it.id().equals(part.payment()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no payment " + part.payment()));
    }

    /** The rows are locked, so a set-aside that was computed from them cannot fail. */
    private static void require(boolean done, Part part) {
        if (!done) {
            throw new IllegalStateException("cannot set aside " + part);
        }
    }

    /** What was proposed under this key before, if it is the same wish. */
    private static Refund same(Refund first, NewRefund again, Money amount) {
        if (!first.orderId().equals(again.orderId())
                || !first.amount().equals(amount)
                || !first.reason().equals(again.reason())) {
            throw new CommerceException(
                    ErrorCode.KEY_REUSED,
                    "The key was used for a refund of " + first.amount() + " for order " + first.orderId() + ".");
        }
        return first;
    }

    private static void check(NewRefund refund) {
        if (refund.shares().isEmpty()) {
            throw CommerceException.badArgument("shares", "[]", "a refund has at least one");
        }
        for (RefundShare share : refund.shares()) {
            if (!share.amount().isPositive()) {
                throw CommerceException.badArgument("amount", share.amount(), "a refund is positive");
            }
        }
        TypedText.require("reason", refund.reason(), 500);
        if (refund.cause().isBlank() || refund.cause().length() > 100) {
            throw CommerceException.badArgument("cause", refund.cause(), "1 to 100 characters are needed");
        }
    }

    private static Change change(Refund refund, int version, String from, RefundState to) {
        return Change.of(RefundFlow.MACHINE, refund.id(), version, from, to.name(), refund.orderId(), null)
                .noting(from.isEmpty() ? refund.amount() + ": " + refund.reason() : "");
    }

    private static Refund in(Refund it, RefundState state) {
        return new Refund(
                it.id(),
                it.orderId(),
                state,
                it.amount(),
                it.reason(),
                it.proposedBy(),
                it.approvedBy(),
                it.createdAt());
    }

    private static Refund by(Refund it, Scope scope) {
        return new Refund(
                it.id(),
                it.orderId(),
                it.state(),
                it.amount(),
                it.reason(),
                it.proposedBy(),
                scope.actor().label(),
                it.createdAt());
    }
}
