/**
 * Orders: born in one transaction by a checkout that is paid for (or may pay later), then moved along four axes of
 * which this package owns the lifecycle. Money, fulfilment and returns have machines of their own; what a customer
 * reads as status is derived from all of them. Reasons to wait are holds, not states.
 */
@NullMarked
package io.tradewind.commerce.order;

import org.jspecify.annotations.NullMarked;
