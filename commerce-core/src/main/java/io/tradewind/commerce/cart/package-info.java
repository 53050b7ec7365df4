/**
 * Carts: what somebody means to buy, with personalisation, exact totals and every problem named. Nothing is held for a
 * cart; prices and stock are looked up each time it is read.
 *
 * <pre>
 * open → ACTIVE ⇄ EXPIRED     left alone, taken up again
 *          └──→ MERGED        at sign-in its lines go into the customer's cart
 * </pre>
 */
@NullMarked
package io.tradewind.commerce.cart;

import org.jspecify.annotations.NullMarked;
