package io.tradewind.commerce.checkout;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.payment.NextAction;

/** What became of the wish to pay what is missing of an order. */
public sealed interface PayAnswer {
    /** The money is there, taken or reserved. */
    record Paid() implements PayAnswer {}

    /** The buyer must do something first: visit the bank's page, scan a code; then {@code returned} is called. */
    record ActionRequired(NextAction action) implements PayAnswer {}

    /** The provider has not answered yet. The buyer must not pay again; the order's payment status tells. */
    record Confirming() implements PayAnswer {}

    /** Nothing was charged, and the order is as it was. */
    record Refused(Refusal refusal) implements PayAnswer {}
}
