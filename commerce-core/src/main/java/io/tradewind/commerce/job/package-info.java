/**
 * Recurring background work on db-scheduler, or stepped by hand in tests.
 */
@NullMarked
package io.tradewind.commerce.job;

import org.jspecify.annotations.NullMarked;
