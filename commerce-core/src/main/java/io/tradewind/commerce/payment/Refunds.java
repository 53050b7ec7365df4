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
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Gives money back. The sum is set aside on the payments before anything is sent. Safe for many threads. */
@Internal
@Singleton
public final class Refunds {
    private final RefundStore store;
    private final PaymentStore payments;
    private final RefundBounds bounds;
    private final SecondPerson secondPerson;
    private final Tasks tasks;
    private final Provider<Credits> credits;
    private final Obligations obligations;
    private final FollowUps followUps;
    private final Outbox outbox;
    private final World world;

    @Inject
    Refunds(
            RefundStore store,
            PaymentStore payments,
            RefundBounds bounds,
            SecondPerson secondPerson,
            Tasks tasks,
            Provider<Credits> credits,
            Obligations obligations,
            FollowUps followUps,
            Outbox outbox,
            World world) {
        this.store = store;
        this.payments = payments;
        this.bounds = bounds;
        this.secondPerson = secondPerson;
        this.tasks = tasks;
        this.credits = credits;
        this.obligations = obligations;
        this.followUps = followUps;
        this.outbox = outbox;
        this.world = world;
    }

    /**
     * Sets the money aside and, if the actor may refund or is the system, grants it and sends it right after the
     * commit; otherwise, and above what one member of staff may give back, it waits for somebody else. Newest payment
     * first. Records its own moves.
     */
    public RefundAnswer propose(Handle handle, Scope scope, NewRefund refund) {
        List<Change> changes = new ArrayList<>();
        RefundAnswer answer = propose(handle, scope, refund, changes);
        outbox.record(handle, scope, changes);
        return answer;
    }

    /** The same; the caller records the moves. */
    RefundAnswer propose(Handle handle, Scope scope, NewRefund refund, List<Change> changes) {
        return propose(handle, scope, refund, null, changes);
    }

    /** Pays back what stands as owed of one payment; the caller records the moves. */
    RefundAnswer payBack(Handle handle, Scope scope, NewRefund refund, UUID payment, List<Change> changes) {
        return propose(handle, scope, refund, payment, changes);
    }

    /** What may be granted of a payment: money that is owed back already is not given back in place of other money. */
    static long available(PaymentRow payment, Map<UUID, Long> keeps) {
        return payment.unwanted()
                ? 0
                : Math.min(payment.position().refundable(), keeps.getOrDefault(payment.id(), Long.MAX_VALUE));
    }

    private static long whole(PaymentRow payment) {
        return payment.position().refundable();
    }

    private RefundAnswer propose(
            Handle handle, Scope scope, NewRefund refund, @Nullable UUID owing, List<Change> changes) {
        check(refund);
        int storeId = scope.storeId();
        List<PaymentRow> rows = payments.lock(handle, storeId, refund.orderId());
        Optional<RefundStore.Row> first = store.byCause(handle, storeId, refund.cause());
        long amount = refund.shares().stream()
                .mapToLong(share -> scope.minor(share.amount()))
                .reduce(0, Math::addExact);
        if (first.isPresent()) {
            return answer(same(first.get().refund(), refund, scope.money(amount)));
        }
        List<PaymentRow> sources = rows.stream()
                .filter(it -> owing == null || it.id().equals(owing))
                .toList();
        Map<UUID, Long> keeps = owing == null ? obligations.keeps(handle, scope, sources) : Map.of();
        ToLongFunction<PaymentRow> most = owing == null ? it -> available(it, keeps) : Refunds::whole;
        long possible = sources.stream().mapToLong(most).sum();
        Optional<Refusal> refusal = amount > possible
                ? Optional.of(RefundBounds.tooMuch(scope.money(possible)))
                : bounds.check(handle, scope, refund);
        if (refusal.isPresent()) {
            return new RefundAnswer.Refused(refusal.get(), scope.money(possible));
        }
        String asker = refund.askedBy().isEmpty() ? scope.actor().label() : refund.askedBy();
        boolean granted = scope.actor().may(Permission.REFUNDS)
                && !secondPerson.isNeeded(handle, scope, asker, refund.orderId(), amount);
        UUID id = world.id();
        List<Part> parts = share(sources, most, id, amount);
        setAside(handle, scope, parts, keeps);
        Refund proposed = new Refund(
                id,
                refund.orderId(),
                RefundState.PROPOSED,
                scope.money(amount),
                refund.reason(),
                asker,
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
        if (granted) {
            credits.get().granted(handle, scope, refund.orderId(), refund.shares());
        } else {
            tasks.open(
                    handle,
                    scope,
                    TaskKind.REFUND_TO_APPROVE,
                    id,
                    refund.orderId(),
                    asker + " asks for a refund of " + result.amount() + ": " + refund.reason()
                            + ". Somebody else has to approve or refuse it; the money is set aside.");
        }
        return answer(result);
    }

    /**
     * Somebody else grants a proposed refund: it is sent right after the commit. Who grants what a program asked for above
     * the store's limit stands in for the program, and another person has to grant it.
     */
    RefundAnswer approve(Handle handle, Scope scope, UUID refundId) {
        RefundStore.Row row = lock(handle, scope, refundId);
        if (row.refund().state() != RefundState.PROPOSED) {
            throw RefundBounds.cannot(RefundMove.APPROVE, row.refund());
        }
        int storeId = scope.storeId();
        UUID order = row.refund().orderId();
        boolean second = secondPerson.isNeeded(handle, scope, row.refund().proposedBy(), order, 0);
        SecondPerson.require(row.refund(), scope.actor(), second);
        if (second && SecondPerson.isProgram(row.refund())) {
            return vouched(handle, scope, row);
        }
        List<PaymentRow> rows = payments.of(handle, storeId, order);
        List<Part> parts = store.parts(handle, storeId, refundId);
        long most = parts.stream().mapToLong(part -> held(rows, part)).sum();
        if (most < scope.minor(row.refund().amount())) { // it went another way meanwhile
            return new RefundAnswer.Refused(RefundBounds.tooMuch(scope.money(most)), scope.money(most));
        }
        List<Change> changes = new ArrayList<>();
        Refund refund = running(row.refund().by(scope.actor()), row.version() + 1, RefundState.PROPOSED, changes);
        store.set(handle, storeId, send(handle, rows, parts, changes));
        store.move(handle, storeId, row, refund, row.version() + 2, null);
        store.setShares(handle, storeId, refundId, refund.state().name());
        decided(handle, scope, refundId, "approved");
        credits.get()
                .granted(
                        handle,
                        scope,
                        order,
                        store.shares(handle, storeId, refundId).stream()
                                .map(it -> new RefundShare(
                                        it.kind(), Optional.ofNullable(it.line()), scope.money(it.amount())))
                                .toList());
        outbox.record(handle, scope, changes);
        return new RefundAnswer.Accepted(refund);
    }

    private RefundAnswer vouched(Handle handle, Scope scope, RefundStore.Row row) {
        Refund now = row.refund().proposedBy(scope.actor());
        store.move(handle, scope.storeId(), row, now, row.version() + 1, null);
        outbox.record(
                handle,
                scope,
                List.of(change(now, row.version() + 1, RefundState.PROPOSED.name(), RefundState.PROPOSED)
                        .noting(row.refund().proposedBy())));
        return new RefundAnswer.AwaitsApproval(now);
    }

    /** How much of a part that is set aside is still held. */
    private static long held(List<PaymentRow> rows, Part part) {
        Position position = row(rows, part).position();
        long there = Math.min(position.captured() - position.refunded(), position.net());
        return Math.max(0, Math.min(part.amount(), there - (position.refundPending() - part.amount())));
    }

    private void decided(Handle handle, Scope scope, UUID refund, String how) {
        tasks.settled(handle, scope, refund, List.of(TaskKind.REFUND_TO_APPROVE), how);
    }

    /** Finance does not grant a proposed refund: the money is free again, and no longer owed if it was. */
    Refund refuse(Handle handle, Scope scope, UUID refundId, String reason) {
        RefundStore.Row row = lock(handle, scope, refundId);
        if (row.refund().state() != RefundState.PROPOSED) {
            throw RefundBounds.cannot(RefundMove.REFUSE, row.refund());
        }
        List<Change> changes = new ArrayList<>();
        List<Part> parts = store.parts(handle, scope.storeId(), refundId);
        boolean owed = isOwed(store.shares(handle, scope.storeId(), refundId));
        for (Part part : parts) {
            payments.freeRefund(handle, scope.storeId(), part.payment(), part.amount());
            if (!owed) {
                obligations.withdrawn(handle, scope, part.payment(), part.amount());
            }
        }
        Causes.obligation(row.cause()).ifPresent(it -> obligations.waive(handle, scope, it, reason, changes));
        store.set(
                handle,
                scope.storeId(),
                parts.stream().map(part -> part.in(RefundState.REFUSED, null)).toList());
        Refund refused = row.refund().in(RefundState.REFUSED);
        store.move(handle, scope.storeId(), row, refused, row.version() + 1, world.now());
        store.setShares(handle, scope.storeId(), refundId, RefundBounds.FREED);
        decided(handle, scope, refundId, reason);
        changes.add(change(refused, row.version() + 1, RefundState.PROPOSED.name(), RefundState.REFUSED)
                .noting(reason));
        outbox.record(handle, scope, changes);
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
        List<RefundStore.Granted> shares = store.shares(handle, storeId, refundId);
        boolean owed = isOwed(shares);
        Map<UUID, Long> keeps = owed ? Map.of() : obligations.keeps(handle, scope, rows);
        ToLongFunction<PaymentRow> most = owed ? Refunds::whole : it -> available(it, keeps);
        Optional<Refusal> refusal = bounds.check(handle, scope, refund.orderId(), shares);
        boolean possible = refusal.isEmpty()
                && failed.stream().allMatch(part -> most.applyAsLong(row(rows, part)) >= part.amount());
        if (!possible) {
            Money limit = scope.money(rows.stream().mapToLong(most).sum());
            return new RefundAnswer.Refused(refusal.orElseGet(() -> RefundBounds.tooMuch(limit)), limit);
        }
        setAside(handle, scope, failed, keeps);
        List<Change> changes = new ArrayList<>();
        Refund again = refund.in(RefundState.RUNNING);
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
        boolean afterAll = arrived && refund.state() == RefundState.FAILED;
        if ((!arrived || afterAll) && !isOwed(store.shares(handle, storeId, refund.id()))) {
            for (Part part : ended) {
                if (afterAll) {
                    obligations.granted(handle, scope, part.payment(), part.amount());
                } else {
                    obligations.withdrawn(handle, scope, part.payment(), part.amount());
                }
            }
        }
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
        store.move(handle, storeId, row, refund.in(to), version, world.now());
        store.setShares(handle, storeId, refund.id(), to == RefundState.DONE ? to.name() : RefundBounds.FREED);
    }

    /** A refund as it stands. */
    public Optional<Refund> find(Handle handle, Scope scope, UUID refundId) {
        return store.find(handle, scope.storeId(), refundId).map(RefundStore.Row::refund);
    }

    /** The refunds of an order, oldest first. */
    public List<Refund> of(Handle handle, Scope scope, UUID orderId) {
        return store.of(handle, scope.storeId(), orderId);
    }

    /** Money that was never the shop's to keep: it is owed whether or not a refund of it succeeds. */
    private static boolean isOwed(List<RefundStore.Granted> shares) {
        return shares.stream().anyMatch(it -> it.kind() == ShareKind.SURPLUS);
    }

    /** Newest payment first. */
    private List<Part> share(List<PaymentRow> rows, ToLongFunction<PaymentRow> most, UUID refund, long amount) {
        List<Part> parts = new ArrayList<>();
        long left = amount;
        for (int i = rows.size() - 1; i >= 0 && left > 0; i--) {
            long here = Math.min(left, most.applyAsLong(rows.get(i)));
            if (here > 0) {
                parts.add(new Part(world.id(), refund, rows.get(i).id(), null, RefundState.PROPOSED, here));
                left -= here;
            }
        }
        return parts;
    }

    /** In the order of ids, as locks are taken. */
    private void setAside(Handle handle, Scope scope, List<Part> parts, Map<UUID, Long> keeps) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            require(payments.setAsideForRefund(handle, scope.storeId(), part.payment(), part.amount()), part);
            if (keeps.containsKey(part.payment())) {
                obligations.granted(handle, scope, part.payment(), part.amount());
            }
        }
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
        return refund.in(RefundState.RUNNING);
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

    private static RefundAnswer answer(Refund refund) {
        return refund.state() == RefundState.PROPOSED
                ? new RefundAnswer.AwaitsApproval(refund)
                : new RefundAnswer.Accepted(refund);
    }

    private static Change change(Refund refund, int version, String from, RefundState to) {
        return Change.of(RefundFlow.MACHINE, refund.id(), version, from, to.name(), refund.orderId(), null)
                .noting(from.isEmpty() ? refund.amount() + ": " + refund.reason() : "");
    }
}
