/**
 * Text messages that reach nobody: they are kept, so that tests and a development page can read them, and numbers with
 * certain endings fail in certain ways.
 */
@NullMarked
package io.tradewind.commerce.sms.sandbox;

import org.jspecify.annotations.NullMarked;
