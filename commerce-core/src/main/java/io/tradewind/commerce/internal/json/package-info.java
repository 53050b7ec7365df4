/**
 * The one place that knows Jackson.
 */
@NullMarked
package io.tradewind.commerce.internal.json;

import org.jspecify.annotations.NullMarked;
