package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.OperationFold.Folded;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Books money that a person says has arrived: too little waits for the rest, too much goes back, late money is told on. */
@Singleton
final class Receipts {
    private final PaymentStore payments;
    private final OperationStore operations;
    private final Learning learning;
    private final Obligations obligations;
    private final Provider<AttemptOwner> owner;
    private final Outbox outbox;

    @Inject
    Receipts(
            PaymentStore payments,
            OperationStore operations,
            Learning learning,
            Obligations obligations,
            Provider<AttemptOwner> owner,
            Outbox outbox) {
        this.payments = payments;
        this.operations = operations;
        this.learning = learning;
        this.obligations = obligations;
        this.owner = owner;
        this.outbox = outbox;
    }

    ReceiptAnswer confirm(Scope scope, UUID order, Money amount, String reference) {
        check(amount, reference);
        long minor = scope.minor(amount);
        return scope.tx().write("payments.receipt", handle -> {
            owner.get().lock(handle, scope, order);
            Optional<Loaded> awaited = awaited(handle, scope, order);
            if (awaited.isEmpty()) {
                return new ReceiptAnswer.Refused(
                        Refusal.of("no-receipt-awaited", "This order has no payment that a person confirms."));
            }
            Loaded it = awaited.get();
            OperationState state = it.operation().state();
            if (state == OperationState.PREPARED || state == OperationState.SENDING) {
                return new ReceiptAnswer.Refused(
                        Refusal.of("in-progress", "The payment is being set up right now. Try again in a minute."));
            }
            return book(handle, scope, it, minor, reference);
        });
    }

    private ReceiptAnswer book(Handle handle, Scope scope, Loaded it, long minor, String reference) {
        PaymentRow payment = it.payment();
        OperationRow operation = it.operation();
        String key = "receipt:" + payment.id() + ":" + reference;
        long expected = payment.captureLimit() == null
                ? operation.amount()
                : Math.min(operation.amount(), payment.captureLimit());
        if (payments.knows(handle, scope.storeId(), payment.account(), List.of(FactKind.CAPTURED), key)) {
            return answer(payment, operation.received(), expected);
        }
        long received = operation.received() + minor;
        Learnt learnt = apply(handle, scope, it, minor, received, expected, key, reference);
        if (received > expected && !learnt.now().payment().unwanted()) {
            List<Change> changes = new ArrayList<>();
            obligations.incur(
                    handle,
                    scope,
                    ObligationRow.Kind.VOID_OR_REFUND,
                    learnt.now().payment(),
                    expected,
                    "receipt:" + operation.id(),
                    "More arrived than was owed.",
                    changes);
            outbox.record(handle, scope, changes);
        }
        return answer(payment, received, expected);
    }

    private Learnt apply(
            Handle handle,
            Scope scope,
            Loaded it,
            long minor,
            long received,
            long expected,
            String key,
            String reference) {
        OperationRow operation = it.operation();
        OperationState from = operation.state();
        boolean complete = received >= expected || !from.isUndecided();
        OperationState to = complete ? OperationState.APPROVED : OperationState.PENDING;
        Booking booking = Booking.of(it.payment().position(), OperationKind.PURCHASE, minor, 0);
        Evidence evidence = new Evidence.Said(
                new PaymentResult.Approved(
                        new ProviderRef(reference), it.payment().money(minor), Effect.CAPTURED, Details.NONE),
                Origin.PERSON);
        OperationMove move = from.isNo() ? OperationMove.CORRECT : OperationMove.LEARN;
        OperationRow after = new OperationEdit(operation)
                .state(to)
                .received(received)
                .dueAt(null)
                .moved();
        Step step = new Step(
                it,
                new Loaded(it.payment().with(booking.position()), after),
                evidence,
                Folded.to(to),
                Optional.of(move),
                Optional.of(booking),
                key,
                reference,
                false);
        return new Learnt(learning.apply(handle, scope, step).now());
    }

    private record Learnt(Loaded now) {}

    /** The newest pay-later payment of the order, locked with its attempt. */
    private Optional<Loaded> awaited(Handle handle, Scope scope, UUID order) {
        List<PaymentRow> all = payments.lock(handle, scope.storeId(), order);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).payLater()) {
                return operations.ofPayment(handle, scope.storeId(), all.get(i).id()).stream()
                        .filter(OperationRow::isAttempt)
                        .findFirst()
                        .flatMap(it -> operations.lock(handle, scope.storeId(), it.id()));
            }
        }
        return Optional.empty();
    }

    private static ReceiptAnswer answer(PaymentRow payment, long received, long expected) {
        return new ReceiptAnswer.Booked(
                payment.money(received),
                payment.money(Math.max(0, expected - received)),
                payment.money(Math.max(0, received - expected)));
    }

    private static void check(Money amount, String reference) {
        if (!amount.isPositive()) {
            throw CommerceException.badArgument("amount", amount, "what has arrived is positive");
        }
        if (Given.value("reference", reference).isBlank() || reference.length() > 200 || !isPrintable(reference)) {
            throw CommerceException.badArgument("reference", reference, "1 to 200 printable characters are needed");
        }
    }

    private static boolean isPrintable(String reference) {
        try {
            return new ProviderRef(reference).value().equals(reference);
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
