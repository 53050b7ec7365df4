/** Seams of checkout and order: gates, line options, order codes, and which location ships. */
@NullMarked
package io.tradewind.commerce.spi.order;

import org.jspecify.annotations.NullMarked;
