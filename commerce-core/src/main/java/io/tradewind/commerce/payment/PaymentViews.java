package io.tradewind.commerce.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Shows rows of payments as people see them. */
@Singleton
final class PaymentViews {
    private final ActionText actions;

    @Inject
    PaymentViews(ActionText actions) {
        this.actions = actions;
    }

    /** A payment; what was asked of the provider is for staff only. */
    Payment payment(PaymentRow row, List<OperationRow> asked, boolean staff) {
        Position position = row.position();
        Optional<OperationRow> attempt =
                asked.stream().filter(OperationRow::isAttempt).findFirst();
        return new Payment(
                row.id(),
                row.checkoutId(),
                row.account(),
                state(row, attempt),
                row.money(row.amount()),
                row.money(position.authorized()),
                row.money(position.captured() + position.extCaptured()),
                row.money(position.refunded() + position.extRefunded()),
                attempt.filter(PaymentViews::isAwaited).flatMap(it -> actions.read(it.action())),
                row.createdAt(),
                staff ? asked.stream().map(it -> operation(row, it)).toList() : List.of());
    }

    /** Nobody is told any more how to pay what has been let go for another way to pay. */
    private static boolean isAwaited(OperationRow row) {
        return row.state() == OperationState.PENDING && row.activeKey() != null;
    }

    Operation operation(PaymentRow payment, OperationRow row) {
        return new Operation(
                row.id(),
                row.kind(),
                row.state(),
                payment.money(row.amount()),
                Optional.ofNullable(row.ref()).orElse(""),
                row.code(),
                row.note(),
                Optional.ofNullable(row.dueAt()),
                row.createdAt());
    }

    /** The first state whose condition holds, in the order of the constants. */
    static PaymentState state(PaymentRow row, Optional<OperationRow> attempt) {
        Position it = row.position();
        OperationState asked = attempt.map(OperationRow::state).orElse(OperationState.ABANDONED);
        long taken = it.captured() + it.extCaptured();
        long back = it.refunded() + it.extRefunded();
        if (row.disputed()) {
            return PaymentState.DISPUTED;
        } else if (asked == OperationState.ACTION_REQUIRED) {
            return PaymentState.ACTION_REQUIRED;
        } else if (asked.isUndecided()) {
            return row.payLater() ? PaymentState.AWAITING : PaymentState.CONFIRMING;
        } else if (back > 0) {
            return back >= taken ? PaymentState.REFUNDED : PaymentState.PARTLY_REFUNDED;
        } else if (taken > 0) {
            return taken >= it.authorized() - it.cancelled() ? PaymentState.CAPTURED : PaymentState.PARTLY_CAPTURED;
        } else if (it.authorized() > it.cancelled()) {
            return PaymentState.AUTHORIZED;
        }
        return it.cancelled() > 0 ? PaymentState.CANCELLED : PaymentState.FAILED;
    }
}
