/** The one way out to the network: sent once, bounded by a deadline, masked and recorded by the host. */
@NullMarked
package io.tradewind.commerce.spi.http;

import org.jspecify.annotations.NullMarked;
