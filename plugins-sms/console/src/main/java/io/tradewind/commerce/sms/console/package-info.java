/** Text messages written to the log, for development. */
@NullMarked
package io.tradewind.commerce.sms.console;

import org.jspecify.annotations.NullMarked;
