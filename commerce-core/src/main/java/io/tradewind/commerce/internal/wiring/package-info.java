/**
 * Builds everything, and is known by nobody but the root package.
 */
@NullMarked
package io.tradewind.commerce.internal.wiring;

import org.jspecify.annotations.NullMarked;
