/**
 * Payments by PayPal, on Orders v2 and Payments v2. PayPal's own Java library has no setting for where PayPal is, so the
 * requests are written here and sent by the host's {@code HttpPort}.
 */
@NullMarked
package io.tradewind.commerce.payment.paypal;

import org.jspecify.annotations.NullMarked;
