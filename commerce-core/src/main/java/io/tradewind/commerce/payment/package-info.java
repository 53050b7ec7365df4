/**
 * Money: attempts to pay, captures, refunds, and what is owed back. Operations are asked of providers with their intent
 * committed first; whatever is learnt about them passes one fold.
 */
@NullMarked
package io.tradewind.commerce.payment;

import org.jspecify.annotations.NullMarked;
