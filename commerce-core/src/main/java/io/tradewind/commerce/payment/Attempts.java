package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.Retry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;

/** Shows an attempt's rows as its owner sees it. */
@Singleton
final class Attempts {
    private final ActionText actions;

    @Inject
    Attempts(ActionText actions) {
        this.actions = actions;
    }

    Attempt of(Loaded it) {
        PaymentRow payment = it.payment();
        OperationRow operation = it.operation();
        boolean shows =
                operation.state() == OperationState.ACTION_REQUIRED || operation.state() == OperationState.PENDING;
        return new Attempt(
                payment.id(),
                operation.id(),
                payment.checkoutId(),
                payment.account(),
                operation.state(),
                payment.payLater(),
                payment.money(operation.amount()),
                payment.quoteHash(),
                payment.money(payment.position().authorized()),
                payment.money(payment.position().captured()),
                shows ? actions.read(operation.action()) : Optional.empty(),
                shows ? Optional.ofNullable(operation.actionExpiresAt()) : Optional.empty(),
                named(DeclineCode.values(), operation.code()),
                named(Retry.values(), operation.retry()));
    }

    /** The action as it is stored. */
    String text(NextAction action) {
        return actions.write(action);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Arrays.stream(all).filter(it -> it.name().equals(name)).findFirst();
    }
}
