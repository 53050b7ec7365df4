/**
 * Whether all is well: what a probe asks at every moment, and the invariants that must hold in the data.
 */
@NullMarked
package io.tradewind.commerce.health;

import org.jspecify.annotations.NullMarked;
