/**
 * From a cart to an order. A checkout collects facts in any order (phone, address, delivery, payment), freezes them
 * when it is submitted, holds stock before money moves, and becomes exactly one order when the money is assured. The
 * browser's return, a webhook, a poll and a double click all end in the same step; the first wins, the others read its
 * result.
 */
@NullMarked
package io.tradewind.commerce.checkout;

import org.jspecify.annotations.NullMarked;
