/** A store for pictures and files, addressed by content. */
@NullMarked
package io.tradewind.commerce.spi.blob;

import org.jspecify.annotations.NullMarked;
