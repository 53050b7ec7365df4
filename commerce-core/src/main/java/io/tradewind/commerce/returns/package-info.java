/**
 * Giving goods back: asked for by customers within policy, approved with a label, received, graded unit by unit, and
 * refunded exactly. Whatever the discounts and the order of part returns, everything returned is everything paid.
 */
@NullMarked
package io.tradewind.commerce.returns;

import org.jspecify.annotations.NullMarked;
