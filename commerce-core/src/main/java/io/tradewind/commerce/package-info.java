/**
 * The front door of the library: {@link io.tradewind.commerce.Commerce} opens it, a
 * {@link io.tradewind.commerce.Shop} is a store as one actor sees it.
 */
@NullMarked
package io.tradewind.commerce;

import org.jspecify.annotations.NullMarked;
