package io.tradewind.commerce.promotion;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** What other rooms do with commissions inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class Commissions {
    @Inject
    Commissions() {}

    /** An order was placed by somebody whom the influencer sent; once for each order. */
    public void accrue(Handle handle, Scope scope, UUID orderId, String influencer, Money netOfTaxDeliveryReturns) {
        throw new UnsupportedOperationException();
    }

    /** Goods of that net price came back or were cancelled; the same cause twice counts once. */
    public void reverse(Handle handle, Scope scope, UUID orderId, UUID cause, Money netReturned) {
        throw new UnsupportedOperationException();
    }
}
