/**
 * Who asks: actors, roles and what each role may do.
 */
@NullMarked
package io.tradewind.commerce.access;

import org.jspecify.annotations.NullMarked;
