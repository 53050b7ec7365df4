/** A proxy between a plugin and its provider that breaks the line in every way a line breaks. */
@NullMarked
package io.tradewind.commerce.testkit.proxy;

import org.jspecify.annotations.NullMarked;
