/**
 * Typed events: written with the change that causes them, delivered before commit, after commit, or durably through the outbox.
 */
@NullMarked
package io.tradewind.commerce.event;

import org.jspecify.annotations.NullMarked;
