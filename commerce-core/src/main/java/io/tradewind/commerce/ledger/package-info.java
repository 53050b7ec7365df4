/**
 * The money ledger: double entry, in minor units, only ever added to. Every fact about money is written here in the
 * transaction that writes the fact; whatever is asked for is a sum.
 */
@NullMarked
package io.tradewind.commerce.ledger;

import org.jspecify.annotations.NullMarked;
