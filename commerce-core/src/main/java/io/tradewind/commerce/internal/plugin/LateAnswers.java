package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.Optional;

/** Takes answers that came after everybody had stopped waiting: they are evidence, not to be thrown away. */
interface LateAnswers {
    /** A payment's late answer, already checked. Called on a plugin thread without a transaction. */
    void payment(
            String account,
            OperationId operation,
            OperationKind kind,
            Optional<ProviderRef> payment,
            PaymentResult result);
}
