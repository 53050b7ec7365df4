package io.tradewind.commerce.checkout;

import static io.tradewind.commerce.checkout.CheckoutState.CANCELLED;
import static io.tradewind.commerce.checkout.CheckoutState.COMPLETED;
import static io.tradewind.commerce.checkout.CheckoutState.EXPIRED;
import static io.tradewind.commerce.checkout.CheckoutState.OPEN;
import static io.tradewind.commerce.checkout.CheckoutState.PAYING;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** A checkout's life as a table. */
@Internal
public final class CheckoutFlow {
    /** All moves; opening and submitting in one call is a birth in PAYING. */
    public static final Flow<CheckoutState, CheckoutMove> FLOW = Flow.of(
                    "checkout", CheckoutState.class, CheckoutMove.class)
            .birth(CheckoutMove.OPEN, OPEN)
            .birth(CheckoutMove.SUBMIT, PAYING)
            .birth(CheckoutMove.COMPLETE, COMPLETED)
            .stay(CheckoutMove.SET, OPEN)
            .allow(CheckoutMove.SUBMIT, PAYING, OPEN)
            .allow(CheckoutMove.BACK, OPEN, PAYING)
            .allow(CheckoutMove.COMPLETE, COMPLETED, PAYING, OPEN)
            .allow(CheckoutMove.CANNOT_PLACE, CANCELLED, PAYING)
            .allow(CheckoutMove.EXPIRE, EXPIRED, OPEN)
            .build();

    private CheckoutFlow() {}
}
