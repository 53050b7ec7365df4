/**
 * The role of a payment provider: authorise, capture, cancel, refund, and above all answer what became of an operation.
 */
@NullMarked
package io.tradewind.commerce.spi.payment;

import org.jspecify.annotations.NullMarked;
