/**
 * The role of a carrier: quotes, labels, pickups, tracking. SI units without exception: grams and millimetres as whole
 * numbers; instants in UTC plus the zone of the place.
 */
@NullMarked
package io.tradewind.commerce.spi.shipping;

import org.jspecify.annotations.NullMarked;
