/** Parcel labels on paper, shared by the carrier plugins that print their own. */
@NullMarked
package io.tradewind.commerce.shipping.label;

import org.jspecify.annotations.NullMarked;
