/**
 * Payments by Adyen, on its Checkout API: Adyen's own Java library on the host's {@code HttpPort}, so that a request is sent
 * once and ends by its deadline. What became of captures, cancels and refunds comes by webhook.
 */
@NullMarked
package io.tradewind.commerce.payment.adyen;

import org.jspecify.annotations.NullMarked;
