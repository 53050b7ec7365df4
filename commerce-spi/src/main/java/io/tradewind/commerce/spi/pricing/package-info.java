/** Seams of price, promotion and tax. Price and promotion rules are pure; a tax calculator may be remote. */
@NullMarked
package io.tradewind.commerce.spi.pricing;

import org.jspecify.annotations.NullMarked;
