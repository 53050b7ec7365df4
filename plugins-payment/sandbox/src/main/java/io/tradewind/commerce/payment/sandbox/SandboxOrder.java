package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import java.util.Optional;
import org.joda.money.Money;

/** What the shop asks for. */
record SandboxOrder(Call call, OperationKind kind, Optional<ProviderRef> payment, Money amount, String reference) {
    OperationId id() {
        return call.id();
    }
}
