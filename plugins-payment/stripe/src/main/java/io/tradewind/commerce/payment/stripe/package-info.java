/**
 * Payments by Stripe, on Payment Intents: Stripe's own Java library on the host's {@code HttpPort}, so that a request is
 * sent once and ends by its deadline.
 */
@NullMarked
package io.tradewind.commerce.payment.stripe;

import org.jspecify.annotations.NullMarked;
