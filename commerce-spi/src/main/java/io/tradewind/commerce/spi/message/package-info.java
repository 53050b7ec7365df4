/** Carrying messages the core wrote. */
@NullMarked
package io.tradewind.commerce.spi.message;

import org.jspecify.annotations.NullMarked;
