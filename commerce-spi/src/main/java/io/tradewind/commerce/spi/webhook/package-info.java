/** Webhooks: raw bytes in, verified facts out. */
@NullMarked
package io.tradewind.commerce.spi.webhook;

import org.jspecify.annotations.NullMarked;
