/**
 * People who buy: who they are, how they are reached and where they live. An account is never needed to order.
 */
@NullMarked
package io.tradewind.commerce.customer;

import org.jspecify.annotations.NullMarked;
