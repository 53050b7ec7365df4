/**
 * What goes wrong and how to mend it: one exception with a stable code, and refusals that are answers.
 */
@NullMarked
package io.tradewind.commerce.error;

import org.jspecify.annotations.NullMarked;
