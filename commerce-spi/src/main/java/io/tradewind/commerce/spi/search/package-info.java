/** A search index beside the database; it can be rebuilt at any time. */
@NullMarked
package io.tradewind.commerce.spi.search;

import org.jspecify.annotations.NullMarked;
