/** Messages written to the log, for development. */
@NullMarked
package io.tradewind.commerce.message.console;

import org.jspecify.annotations.NullMarked;
