package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes attempts down before anything is sent: a payment, and its operation under a lease of whoever prepares it. */
@Singleton
final class Preparation {
    private static final int TENDER = 1;

    private final PaymentStore payments;
    private final OperationStore operations;
    private final Gateways gateways;
    private final Json json;
    private final World world;

    @Inject
    Preparation(PaymentStore payments, OperationStore operations, Gateways gateways, Json json, World world) {
        this.payments = payments;
        this.operations = operations;
        this.gateways = gateways;
        this.json = json;
        this.world = world;
    }

    Prepared prepare(Handle handle, Scope scope, NewAttempt attempt) {
        long amount = scope.minor(attempt.amount());
        if (amount <= 0) {
            throw CommerceException.badArgument("amount", attempt.amount(), "what is to be paid is positive");
        }
        Gateways.Gateway gateway = gateways.of(attempt.account());
        PaymentRow payment = payment(scope, attempt, amount, gateway);
        StoredRequest request = StoredRequest.of(attempt);
        OperationRow operation = operation(payment, kind(scope, gateway.profile()), json.write(request));
        try {
            payments.insert(handle, payment);
            operations.insert(handle, payment, operation);
        } catch (RuntimeException e) {
            if (SqlErrors.isDuplicate(e)) {
                throw new CommerceException(
                        ErrorCode.CANNOT_MOVE,
                        "Checkout " + attempt.checkoutId() + " has an attempt to pay that is not decided."
                                + " Fix: wait for it or give it up first; nobody should pay twice.",
                        e);
            }
            throw e;
        }
        return new Prepared(new Loaded(payment, operation), request, moves(operation));
    }

    /** Taken at once where the gateway can do no other, or where the store wants it so; else reserved first. */
    private static OperationKind kind(Scope scope, PaymentProfile profile) {
        boolean atOnce = profile.can(PaymentCapability.PURCHASE)
                && scope.store().policy().capture() == CaptureMoment.PLACED;
        return atOnce || !profile.can(PaymentCapability.AUTHORIZE) || profile.can(PaymentCapability.PAY_LATER)
                ? OperationKind.PURCHASE
                : OperationKind.AUTHORIZE;
    }

    private PaymentRow payment(Scope scope, NewAttempt attempt, long amount, Gateways.Gateway gateway) {
        return new PaymentRow(
                scope.storeId(),
                world.id(),
                attempt.checkoutId(),
                TENDER,
                1,
                attempt.account(),
                gateway.code(),
                null,
                scope.actor().ownerKey(),
                scope.store().currency(),
                attempt.quoteHash(),
                amount,
                Position.ZERO,
                null,
                gateway.profile().can(PaymentCapability.PAY_LATER),
                false,
                false,
                world.now(),
                attempt.kept().orElse(null),
                attempt.keeps());
    }

    private OperationRow operation(PaymentRow payment, OperationKind kind, String request) {
        Instant now = world.now();
        Instant until = now.plus(Sender.LEASE);
        return new OperationRow(
                world.id(),
                payment.id(),
                payment.checkoutId(),
                payment.account(),
                kind,
                OperationState.SENDING,
                2,
                payment.checkoutId() + ":" + payment.tender(),
                payment.amount(),
                0,
                0,
                "checkout",
                request,
                null,
                "",
                null,
                "",
                "",
                "",
                until,
                until,
                0,
                null,
                1,
                now,
                null,
                now);
    }

    private static List<Change> moves(OperationRow row) {
        UUID root = row.checkoutId();
        String prepared = OperationState.PREPARED.name();
        return List.of(
                Change.of(OperationFlow.MACHINE, row.id(), 1, "", prepared, root, null),
                Change.of(OperationFlow.MACHINE, row.id(), 2, prepared, OperationState.SENDING.name(), root, null));
    }
}
