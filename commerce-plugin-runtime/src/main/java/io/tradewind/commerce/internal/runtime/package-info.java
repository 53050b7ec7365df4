/** What a plugin runs on, the same in a shop and in its own tests: its class loader and its way to the network. */
@NullMarked
package io.tradewind.commerce.internal.runtime;

import org.jspecify.annotations.NullMarked;
