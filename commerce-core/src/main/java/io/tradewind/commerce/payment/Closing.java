package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Learning.Learnt;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Closes attempts that wait for a buyer who took too long or pays in another way. An attempt counts as given up only once
 * the provider says that it can no longer be paid.
 */
@Singleton
final class Closing {
    /** So long the job leaves a cancellation to whoever wrote it, and is waiting for its answer. */
    private static final Duration OWN_SENDING = Duration.ofSeconds(30);

    private final Asking asking;
    private final Sender sender;
    private final Learning learning;
    private final Gateways gateways;
    private final OperationStore operations;
    private final PaymentStore payments;
    private final FollowUps followUps;
    private final Outbox outbox;
    private final World world;

    @Inject
    Closing(
            Asking asking,
            Sender sender,
            Learning learning,
            Gateways gateways,
            OperationStore operations,
            PaymentStore payments,
            FollowUps followUps,
            Outbox outbox,
            World world) {
        this.asking = asking;
        this.sender = sender;
        this.learning = learning;
        this.gateways = gateways;
        this.operations = operations;
        this.payments = payments;
        this.followUps = followUps;
        this.outbox = outbox;
        this.world = world;
    }

    /** Asks about an attempt that waits for its buyer, and closes it when the buyer's time is over. */
    Loaded askOrClose(Scope scope, Loaded it) {
        Loaded asked = asking.ask(scope, it).now();
        Instant expires = it.operation().actionExpiresAt();
        boolean over = expires != null && !world.now().isBefore(expires);
        return over ? close(scope, asked) : asked;
    }

    /** Closes an attempt that waits for its buyer with the provider; returns it as it then stands. */
    Loaded close(Scope scope, Loaded it) {
        OperationRow attempt = it.operation();
        Place place = Learning.place(it);
        if (attempt.state() == OperationState.PREPARED) {
            return learning.learn(scope, place, (handle, now) -> new Evidence.Closed(), null)
                    .now();
        }
        boolean waits = attempt.state() == OperationState.ACTION_REQUIRED || attempt.state() == OperationState.PENDING;
        boolean can = gateways.kept(attempt.account()).profile().can(PaymentCapability.CANCEL);
        if (!waits || !can || it.payment().ref() == null) {
            return it;
        }
        Optional<Evidence> earlier = earlier(scope, it);
        if (earlier.isPresent()) {
            return learning.learn(scope, place, (handle, now) -> earlier.get(), null)
                    .now();
        }
        UUID id = cancellation(scope, it);
        Optional<Learnt> sent = sender.send(
                scope, new Place(scope.storeId(), id, it.payment().id(), attempt.checkoutId(), OperationKind.CANCEL));
        boolean closed = sent.isPresent() && sent.get().now().operation().state() == OperationState.APPROVED;
        return closed
                ? learning.learn(scope, place, (handle, now) -> new Evidence.Closed(), null)
                        .now()
                : asking.load(scope, place);
    }

    /** What an earlier cancellation came to meanwhile: some providers tell the outcome later. */
    private Optional<Evidence> earlier(Scope scope, Loaded it) {
        String cause = Causes.GIVE_UP + it.operation().id();
        Instant expires = it.operation().actionExpiresAt();
        boolean over = expires != null && !world.now().isBefore(expires);
        return scope
                .tx()
                .read(
                        "payments.closed",
                        handle -> operations.ofPayment(
                                handle, scope.storeId(), it.payment().id()))
                .stream()
                .filter(row -> row.cause().equals(cause))
                .flatMap(row -> closes(row, over).stream())
                .findFirst();
    }

    /** No such payment, and no time left to make one: it never happened. */
    private static Optional<Evidence> closes(OperationRow cancellation, boolean over) {
        if (cancellation.state() == OperationState.APPROVED) {
            return Optional.of(new Evidence.Closed());
        }
        boolean unheardOf = cancellation.state() == OperationState.REJECTED
                && cancellation.code().equals(RejectCode.NOT_FOUND.name());
        return over && unheardOf ? Optional.of(new Evidence.NotFound(true)) : Optional.empty();
    }

    /** The same cancellation as long as it is not decided: asking twice must not cancel twice. */
    private UUID cancellation(Scope scope, Loaded it) {
        String cause = Causes.GIVE_UP + it.operation().id();
        return scope.tx().write("payments.close", handle -> {
            payments.lockOne(handle, scope.storeId(), it.payment().id());
            Optional<OperationRow> running = operations
                    .ofPayment(handle, scope.storeId(), it.payment().id())
                    .stream()
                    .filter(row -> row.cause().equals(cause) && row.state().isUndecided())
                    .findFirst();
            if (running.isPresent()) {
                return running.get().id();
            }
            List<Change> changes = new ArrayList<>();
            Instant later = world.now().plus(OWN_SENDING);
            UUID id = followUps.write(
                    handle, it.payment(), OperationKind.CANCEL, it.operation().amount(), 0, cause, later, changes);
            outbox.record(handle, scope, changes);
            return id;
        });
    }
}
