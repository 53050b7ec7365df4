/**
 * The warehouse's work: an order's goods wait, are released, picked, packed and handed over as parcels, and the parcels
 * are followed until they arrive. The warehouse is told in the very transaction that places the order.
 */
@NullMarked
package io.tradewind.commerce.fulfillment;

import org.jspecify.annotations.NullMarked;
