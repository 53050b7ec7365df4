package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads payments and refunds for whoever may see them: owners their own, staff all of the store. */
@Singleton
final class PaymentReading {
    private final PaymentStore payments;
    private final OperationStore operations;
    private final RefundStore refunds;
    private final PaymentViews views;

    @Inject
    PaymentReading(PaymentStore payments, OperationStore operations, RefundStore refunds, PaymentViews views) {
        this.payments = payments;
        this.operations = operations;
        this.refunds = refunds;
        this.views = views;
    }

    List<Payment> payments(Scope scope, UUID order) {
        boolean staff = mayReadAll(scope);
        return scope.tx().read("payments.of", handle -> {
            List<PaymentRow> rows = visible(handle, scope, order, staff);
            List<OperationRow> asked =
                    rows.isEmpty() ? List.of() : operations.of(handle, scope.storeId(), List.of(order));
            return rows.stream()
                    .map(row -> views.payment(
                            row,
                            asked.stream()
                                    .filter(it -> it.paymentId().equals(row.id()))
                                    .toList(),
                            staff))
                    .toList();
        });
    }

    List<Refund> refunds(Scope scope, UUID order) {
        boolean staff = mayReadAll(scope);
        return scope.tx()
                .read(
                        "payments.refunds",
                        handle -> visible(handle, scope, order, staff).isEmpty()
                                ? List.of()
                                : refunds.of(handle, scope.storeId(), order));
    }

    Operation operation(Loaded it) {
        return views.operation(it.payment(), it.operation());
    }

    Place place(Scope scope, UUID operation) {
        return scope.tx()
                .read("payments.place", handle -> operations.whereIs(handle, operation))
                .filter(it -> it.storeId() == scope.storeId())
                .orElseThrow(() -> CommerceException.notFound("operation"));
    }

    private List<PaymentRow> visible(Handle handle, Scope scope, UUID order, boolean staff) {
        String owner = scope.actor().ownerKey();
        return payments.of(handle, scope.storeId(), order).stream()
                .filter(row -> staff || row.ownerKey().equals(owner))
                .toList();
    }

    private static boolean mayReadAll(Scope scope) {
        if (scope.actor().isStaff()) {
            scope.require(Permission.ORDERS_READ);
        }
        return scope.actor().isStaff();
    }
}
