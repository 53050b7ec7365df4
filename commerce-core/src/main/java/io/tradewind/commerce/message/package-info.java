/**
 * Messages to customers and staff, by e-mail and SMS: exactly one row for each (subject, template, fact, channel), written
 * when a durable event arrives, and sent by a job under the row's id.
 *
 * <p>A row says what happened to what, not whom it concerns and what is said: receiver and words are read from the order
 * when it is sent, so nothing personal lies here. Nothing is written while no account that carries messages is switched
 * on.
 *
 * <pre>
 * WAITING → SENDING → SENT | FAILED | UNKNOWN      SENDING → WAITING → … → DEAD      WAITING → SKIPPED
 * </pre>
 */
@NullMarked
package io.tradewind.commerce.message;

import org.jspecify.annotations.NullMarked;
