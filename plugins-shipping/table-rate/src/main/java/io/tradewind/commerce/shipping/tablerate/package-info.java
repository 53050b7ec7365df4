/**
 * A carrier that is a table: what delivery costs by country, postcode and weight, and how many days it takes. Labels are
 * made here, so that a shop can ship with nothing but this.
 */
@NullMarked
package io.tradewind.commerce.shipping.tablerate;

import org.jspecify.annotations.NullMarked;
