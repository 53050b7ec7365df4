package io.tradewind.commerce.payment;

/** An operation with its payment, as they were read or written together. */
record Loaded(PaymentRow payment, OperationRow operation) {}
