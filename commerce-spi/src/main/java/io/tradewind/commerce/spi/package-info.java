/**
 * What a plugin for Tradewind compiles against: entry point, configuration, and the values all roles share.
 *
 * <p>A plugin jar offers one {@link io.tradewind.commerce.spi.CommercePlugin}; its factories create providers, one per
 * configured account. Every call with an effect carries a {@link io.tradewind.commerce.spi.Call} whose operation id is
 * the idempotency key, and every answer keeps "it did not happen" apart from "it may have happened".
 */
@NullMarked
package io.tradewind.commerce.spi;

import org.jspecify.annotations.NullMarked;
