/** Links to outside warehouses, and the calendar that decides when a parcel can be handed over. */
@NullMarked
package io.tradewind.commerce.spi.warehouse;

import org.jspecify.annotations.NullMarked;
