/**
 * A carrier that lives in this process: quotes, labels, pickups and tracking, with a book of its own and faults on demand.
 *
 * <p>Each plugin jar stands alone, so the writer of label pages is here once more, as in the table-rate carrier.
 */
@NullMarked
package io.tradewind.commerce.shipping.sandbox;

import org.jspecify.annotations.NullMarked;
