package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.payment.NextAction;

/** What became of the wish to order. Repeating the call with the same key gives the present answer, never a second order. */
public sealed interface Placement {
    /** There is an order. */
    record Placed(PlacedOrder order) implements Placement {}

    /** The customer must do something first: visit the bank's page, scan a code. Stock is held meanwhile. */
    record ActionRequired(CheckoutId checkout, NextAction action) implements Placement {}

    /**
     * The provider has not answered yet. The customer must not pay again; ask {@code status(checkout)} or wait for the
     * event. Stock is held meanwhile.
     */
    record Confirming(CheckoutId checkout) implements Placement {
        /** What to tell the customer: the reference under which the payment is looked for. */
        public String reference() {
            return checkout.toString();
        }
    }

    /** There is no order and nothing was charged. */
    record Refused(Refusal refusal) implements Placement {
        /** What happened and what to do. */
        public String message() {
            return refusal.message();
        }
    }

    /** The order, or an exception saying why there is none (yet). */
    default PlacedOrder orThrow() {
        if (this instanceof Placed placed) {
            return placed.order();
        } else if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        }
        throw new CommerceException(ErrorCode.ANSWER_REFUSED, "There is no order yet: " + this + ".");
    }
}
