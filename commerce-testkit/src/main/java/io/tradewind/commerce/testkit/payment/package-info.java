/**
 * The payment test kit: a vendor extends {@link io.tradewind.commerce.testkit.payment.PaymentGatewayTck}, describes the
 * plugin in a {@link io.tradewind.commerce.testkit.payment.PaymentHarness}, and gets every rule as a test and a report.
 */
@NullMarked
package io.tradewind.commerce.testkit.payment;

import org.jspecify.annotations.NullMarked;
