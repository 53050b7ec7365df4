package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.Learning.Learnt;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Makes the calls that have an effect. The intent is committed before, the answer folded after; nothing is open meanwhile. */
@Singleton
final class Sender {
    /** How long a call may be out before its outcome counts as unknown; longer than any call's deadline. */
    static final Duration LEASE = Duration.ofSeconds(45);

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** So long before a lease ends its call must be over: afterwards others ask what became of it. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Gateways gateways;
    private final OperationStore operations;
    private final Learning learning;
    private final Outbox outbox;
    private final Json json;
    private final World world;

    @Inject
    Sender(Gateways gateways, OperationStore operations, Learning learning, Outbox outbox, Json json, World world) {
        this.gateways = gateways;
        this.operations = operations;
        this.learning = learning;
        this.outbox = outbox;
        this.json = json;
        this.world = world;
    }

    /** Sends an attempt that the caller has written down as being sent. */
    Learnt sendPrepared(Scope scope, Prepared prepared) {
        Loaded it = prepared.loaded();
        world.crashPoint("payment.before-send");
        PaymentResult answer = inTime(it, () -> authorize(it, prepared.request(), 1));
        world.crashPoint("payment.sent");
        return learning.learn(scope, Learning.place(it), Learning.said(answer, Origin.ANSWER), it);
    }

    /** Takes an operation that is waiting to be sent and sends it; empty if there is nothing to send now. */
    Optional<Learnt> send(Scope scope, Place place) {
        Optional<Loaded> taken = scope.tx().write("payments.take", handle -> {
            Loaded it = operations
                    .lock(handle, scope.storeId(), place.id())
                    .orElseThrow(() -> CommerceException.notFound("operation"));
            OperationState state = it.operation().state();
            if (state != OperationState.PREPARED
                    && !(state == OperationState.NOT_SENT && it.operation().dueAt() != null)) {
                return Optional.empty();
            }
            List<OperationRow> all = operations.ofPayment(handle, scope.storeId(), place.paymentId());
            if (Steps.closesAttempt(it.operation()) && isPaid(all, it.operation())) {
                withdraw(handle, scope, it);
                return Optional.empty();
            }
            if (isBusy(all, it.operation())) {
                operations.touch(
                        handle,
                        scope.storeId(),
                        new OperationEdit(it.operation())
                                .dueAt(world.now().plusSeconds(10))
                                .touched());
                return Optional.empty();
            }
            Instant until = world.now().plus(LEASE);
            OperationRow sending = new OperationEdit(it.operation())
                    .state(OperationState.SENDING)
                    .leaseUntil(until)
                    .dueAt(until)
                    .sends(it.operation().sends() + 1)
                    .sentAt(Optional.ofNullable(it.operation().sentAt()).orElse(world.now()))
                    .moved();
            if (!operations.save(handle, scope.storeId(), sending)) {
                return Optional.empty();
            }
            outbox.record(handle, scope, List.of(sending(sending, state)));
            return Optional.of(new Loaded(it.payment(), sending));
        });
        return taken.map(it -> {
            world.crashPoint("payment.before-send");
            PaymentResult answer = inTime(it, () -> call(it));
            world.crashPoint("payment.sent");
            Loaded known = Steps.closesAttempt(it.operation()) ? null : it; // the buyer may have paid meanwhile
            return learning.learn(scope, place, Learning.said(answer, Origin.ANSWER), known);
        });
    }

    /** Goes on with an attempt whose buyer came back; empty if it does not wait for the buyer, or somebody is at it. */
    Optional<Learnt> complete(Scope scope, Place place, Map<String, List<String>> returned) {
        Optional<Loaded> taken = scope.tx().write("payments.complete", handle -> {
            Loaded it = operations
                    .lock(handle, scope.storeId(), place.id())
                    .orElseThrow(() -> CommerceException.notFound("operation"));
            OperationRow row = it.operation();
            if (row.state() != OperationState.ACTION_REQUIRED
                    || isLeased(row)
                    || it.payment().ref() == null
                    || isBeingClosed(operations.ofPayment(handle, scope.storeId(), place.paymentId()), row)) {
                return Optional.empty();
            }
            return Optional.of(leased(handle, scope, it));
        });
        return taken.map(it -> {
            PaymentResult answer = gateways.kept(it.payment().account())
                    .complete(new CompleteRequest(call(it.operation()), ref(it), amount(it), returned));
            return learning.learn(scope, place, Learning.said(answer, Origin.FURTHER_CALL), null);
        });
    }

    /**
     * Sends an operation again under the same key although the outcome of the first sending is not known: for providers
     * that keep keys but cannot be asked. Empty if it has been decided meanwhile, or somebody else is at it.
     */
    Optional<Learnt> resend(Scope scope, Place place) {
        Optional<Loaded> taken = scope.tx().write("payments.resend", handle -> {
            Loaded it = operations
                    .lock(handle, scope.storeId(), place.id())
                    .orElseThrow(() -> CommerceException.notFound("operation"));
            OperationRow row = it.operation();
            boolean givenUp = row.isAttempt() && row.activeKey() == null;
            if (row.state() != OperationState.UNKNOWN || isLeased(row) || givenUp) {
                return Optional.empty();
            }
            return Optional.of(leased(handle, scope, it));
        });
        return taken.map(it -> {
            PaymentResult answer = call(it);
            return learning.learn(scope, place, Learning.said(answer, Origin.FURTHER_CALL), null);
        });
    }

    /** A locked operation that is called once more: nobody else is at it until its lease is over. */
    private Loaded leased(Handle handle, Scope scope, Loaded it) {
        Instant until = world.now().plus(LEASE);
        OperationRow leased = new OperationEdit(it.operation())
                .leaseUntil(until)
                .dueAt(until)
                .sends(it.operation().sends() + 1)
                .touched();
        operations.touch(handle, scope.storeId(), leased);
        return new Loaded(it.payment(), leased);
    }

    /** One operation per payment is in flight: providers may fail the second of two. */
    private boolean isBusy(List<OperationRow> all, OperationRow me) {
        boolean closing = Steps.closesAttempt(me);
        return all.stream()
                .filter(it -> !it.id().equals(me.id()))
                .anyMatch(it -> it.state() == OperationState.SENDING
                        || it.state() == OperationState.UNKNOWN
                        || (closing && it.isAttempt() && isLeased(it)));
    }

    private boolean isLeased(OperationRow row) {
        return row.leaseUntil() != null && row.leaseUntil().isAfter(world.now());
    }

    /** The buyer has paid although the attempt was about to be closed. */
    private static boolean isPaid(List<OperationRow> all, OperationRow closing) {
        return all.stream()
                .anyMatch(it ->
                        it.state() == OperationState.APPROVED && closing.cause().equals(Causes.GIVE_UP + it.id()));
    }

    private static boolean isBeingClosed(List<OperationRow> all, OperationRow attempt) {
        return all.stream()
                .anyMatch(it -> it.state().isUndecided()
                        && it.state() != OperationState.PREPARED
                        && it.cause().equals(Causes.GIVE_UP + attempt.id()));
    }

    /** What must not be sent any more. */
    private void withdraw(Handle handle, Scope scope, Loaded it) {
        if (it.operation().state() == OperationState.PREPARED) {
            learning.apply(handle, scope, it, new Evidence.Closed());
        } else {
            operations.touch(
                    handle,
                    scope.storeId(),
                    new OperationEdit(it.operation()).dueAt(null).touched());
        }
    }

    private static Change sending(OperationRow row, OperationState from) {
        return Change.of(
                OperationFlow.MACHINE,
                row.id(),
                row.version(),
                from.name(),
                OperationState.SENDING.name(),
                row.checkoutId(),
                null);
    }

    private PaymentResult call(Loaded it) {
        OperationRow operation = it.operation();
        if (operation.isAttempt()) {
            return authorize(it, json.read(operation.request(), StoredRequest.class), operation.sends());
        }
        Gateways.Gateway gateway = gateways.kept(operation.account());
        FollowUp request = followUp(it);
        return switch (operation.kind()) {
            case CAPTURE -> gateway.capture(request);
            case CANCEL -> gateway.cancel(request);
            case REFUND -> gateway.refund(request);
            case AUTHORIZE, PURCHASE, INCREMENT ->
                throw new IllegalStateException(operation.kind() + " does not follow an attempt");
        };
    }

    /** Who stood still has lost the lease: others have asked since, and may have said that nothing was paid. */
    private PaymentResult inTime(Loaded it, Supplier<PaymentResult> call) {
        return world.now().isBefore(deadline(it.operation()))
                ? call.get()
                : new PaymentResult.NotSent("the time to send it was over");
    }

    private Instant deadline(OperationRow operation) {
        Instant usual = world.now().plus(DEADLINE);
        Instant lease = operation.leaseUntil();
        Instant last = lease == null ? usual : lease.minus(MARGIN);
        return usual.isBefore(last) ? usual : last;
    }

    private PaymentResult authorize(Loaded it, StoredRequest request, int attempt) {
        boolean atOnce = it.operation().kind() == OperationKind.PURCHASE;
        return gateways.kept(it.payment().account())
                .authorize(new AuthorizeRequest(
                        new Call(
                                new OperationId(it.operation().id()),
                                deadline(it.operation()),
                                attempt,
                                metadata(it.operation())),
                        amount(it),
                        atOnce ? CaptureMode.AT_ONCE : CaptureMode.LATER,
                        request.read(),
                        request.credential(),
                        request.summary(),
                        request.buyer(),
                        request.returnUrl(),
                        request.cancelUrl()));
    }

    private FollowUp followUp(Loaded it) {
        OperationRow operation = it.operation();
        Position position = it.payment().position();
        long open = switch (operation.kind()) {
            case REFUND -> position.captured() - position.refunded();
            case CANCEL -> Steps.closesAttempt(operation) ? operation.amount() : position.open() + operation.setAside();
            default -> position.open() + operation.setAside();
        };
        return new FollowUp(
                call(operation),
                ref(it),
                amount(it),
                it.payment().money(open),
                open == operation.amount() || takesOnce(operation),
                List.of(),
                operation.kind().name().toLowerCase(Locale.ROOT));
    }

    /** Nothing can follow the one capture of such a provider, whatever is left. */
    private boolean takesOnce(OperationRow operation) {
        return operation.kind() == OperationKind.CAPTURE
                && !gateways.kept(operation.account()).profile().can(PaymentCapability.MULTI_CAPTURE);
    }

    private Call call(OperationRow operation) {
        return new Call(
                new OperationId(operation.id()),
                deadline(operation),
                Math.max(1, operation.sends()),
                metadata(operation));
    }

    private static Map<String, String> metadata(OperationRow operation) {
        return Map.of("checkout", operation.checkoutId().toString());
    }

    private static Money amount(Loaded it) {
        return it.payment().money(it.operation().amount());
    }

    private static ProviderRef ref(Loaded it) {
        String ref = it.payment().ref();
        if (ref == null) {
            throw new IllegalStateException("payment " + it.payment().id() + " has no reference yet");
        }
        return new ProviderRef(ref);
    }
}
