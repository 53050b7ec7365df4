package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.payment.AttemptOwner.Verdict;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Reserves money anew with a kept instrument before a reservation lapses, without the buyer. The new reservation is there
 * before the old one is given up, and never are both taken. Safe for many threads.
 */
@Singleton
final class Renewals {
    private static final URI NOWHERE = URI.create("https://localhost/");

    private final PaymentStore payments;
    private final OperationStore operations;
    private final Instruments instruments;
    private final Obligations obligations;
    private final Tasks tasks;
    private final Outbox outbox;
    private final Json json;
    private final World world;
    private final JobBell bell;

    @Inject
    Renewals(
            PaymentStore payments,
            OperationStore operations,
            Instruments instruments,
            Obligations obligations,
            Tasks tasks,
            Outbox outbox,
            Json json,
            World world,
            JobBell bell) {
        this.payments = payments;
        this.operations = operations;
        this.instruments = instruments;
        this.obligations = obligations;
        this.tasks = tasks;
        this.outbox = outbox;
        this.json = json;
        this.world = world;
        this.bell = bell;
    }

    static boolean isRenewal(OperationRow operation) {
        return operation.cause().startsWith(Causes.RENEW);
    }

    /** Begins to renew a locked payment's reservation; true if that is under way, so that nobody needs to be told. */
    boolean begin(Handle handle, Scope scope, PaymentRow old, PaymentProfile profile) {
        List<OperationRow> asked = operations.of(handle, scope.storeId(), List.of(old.checkoutId()));
        Optional<OperationRow> before = asked.stream()
                .filter(it -> it.cause().equals(Causes.RENEW + old.id()))
                .findFirst();
        if (before.isPresent()) {
            OperationState state = before.get().state();
            return state.isUndecided() || state == OperationState.APPROVED; // then the old one is about to be given up
        }
        Optional<InstrumentRow> instrument = profile.can(PaymentCapability.MERCHANT_INITIATED)
                ? instruments.of(handle, scope, old)
                : Optional.empty();
        boolean busy = asked.stream().anyMatch(it -> it.isAttempt() && it.activeKey() != null);
        if (instrument.isEmpty() || busy || old.capturable() <= 0) {
            return false;
        }
        PaymentRow fresh = old.renewed(world.id(), old.capturable(), world.now());
        StoredRequest request = new StoredRequest(
                StoredRequest.saved(instrument.get().ref()),
                new CheckoutSummary(
                        old.checkoutId().toString(),
                        List.of(),
                        old.money(0),
                        old.money(0),
                        old.money(fresh.amount()),
                        Optional.empty()),
                Buyer.anonymous(old.checkoutId().toString(), Locale.ROOT),
                NOWHERE,
                NOWHERE,
                StoredCredential.MERCHANT_INITIATED);
        OperationRow operation = OperationRow.prepared(
                world.id(), fresh, OperationKind.AUTHORIZE, Causes.RENEW + old.id(), json.write(request), world.now());
        payments.insert(handle, fresh);
        operations.insert(handle, fresh, operation);
        outbox.record(
                handle,
                scope,
                List.of(Change.of(
                                OperationFlow.MACHINE,
                                operation.id(),
                                1,
                                "",
                                OperationState.PREPARED.name(),
                                old.checkoutId(),
                                null)
                        .noting("renewal of " + old.money(fresh.amount()))));
        TxHooks.of(handle).afterCommit(() -> bell.ring(Reconciler.JOB));
        return true;
    }

    /** A renewal has a new state: the old reservation goes once the new one is there. */
    Verdict decided(Handle handle, Scope scope, Loaded now, List<Change> changes) {
        UUID oldId = UUID.fromString(now.operation().cause().substring(Causes.RENEW.length()));
        PaymentRow old = payments.lockOne(handle, scope.storeId(), oldId).orElseThrow();
        Position position = old.position();
        if (now.operation().state() != OperationState.APPROVED) {
            if (now.operation().state().isNo() || now.operation().state() == OperationState.ACTION_REQUIRED) {
                tasks.open(
                        handle,
                        scope,
                        TaskKind.RESERVATION_LAPSING,
                        old.id(),
                        old.checkoutId(),
                        old.money(position.open()) + " is reserved through '" + old.account()
                                + "' only for a short while, and could not be reserved anew: "
                                + now.operation().state() + " "
                                + now.operation().code()
                                + ". Take it now, give it up, or ask the buyer to pay in another way.");
            }
            return Verdict.keep(List.of());
        } else if (old.unwanted() || old.capturable() < now.payment().amount()) {
            return Verdict.giveBack(List.of()); // it was taken, or nobody wants it any more
        }
        long keep = position.net() + position.capturePending();
        payments.limitCapture(handle, scope.storeId(), old.id(), position.captured() + position.capturePending());
        PaymentRow limited = payments.lockOne(handle, scope.storeId(), oldId).orElseThrow();
        obligations.incur(
                handle,
                scope,
                ObligationRow.Kind.VOID_OR_REFUND,
                limited,
                keep,
                "renewed:" + now.payment().id(),
                "The money was reserved anew.",
                changes);
        return Verdict.keep(List.of());
    }
}
