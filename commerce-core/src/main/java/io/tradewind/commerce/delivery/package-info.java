/**
 * When and for how much an order can arrive: the working calendar and its cut-offs, delivery options from all carrier
 * accounts, and the 24-hour delivery for chosen items. What was shown is stored and can be bought until it lapses.
 */
@NullMarked
package io.tradewind.commerce.delivery;

import org.jspecify.annotations.NullMarked;
