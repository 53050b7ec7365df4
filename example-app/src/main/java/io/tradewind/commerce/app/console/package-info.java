/** The pages of the console. */
@NullMarked
package io.tradewind.commerce.app.console;

import org.jspecify.annotations.NullMarked;
