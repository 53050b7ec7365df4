package io.tradewind.commerce.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * Something staff must decide.
 *
 * @param id the task
 * @param kind what it is about
 * @param subject the operation, refund, obligation or payment
 * @param orderId the checkout or order it belongs to
 * @param message what is known, from whom, and what can be done
 * @param createdAt since when it waits
 */
public record ReviewTask(UUID id, TaskKind kind, UUID subject, UUID orderId, String message, Instant createdAt) {}
