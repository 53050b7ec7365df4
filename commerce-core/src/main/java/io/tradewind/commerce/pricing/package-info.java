/**
 * What a basket costs. Pure arithmetic in minor units: no clock, no database, no provider; the same basket gives the
 * same sums in whatever order its lines stand.
 *
 * <p>Tax is worked out once for each rate on the sum of everything that carries it and then spread over the lines, so
 * that the bill shows what its own lines add up to.
 */
@NullMarked
package io.tradewind.commerce.pricing;

import org.jspecify.annotations.NullMarked;
