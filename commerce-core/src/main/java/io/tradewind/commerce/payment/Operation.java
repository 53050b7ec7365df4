package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.OperationKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * One thing that was asked of a payment provider, as staff see it. Immutable.
 *
 * @param id the operation, and its idempotency key at the provider
 * @param kind what was asked
 * @param state where it stands
 * @param amount how much was asked for
 * @param reference the provider's reference; empty if none is known
 * @param code decline or rejection code; empty if there is none
 * @param note a diagnostic for staff; may be empty
 * @param nextAskAt when it is looked at again; empty if never by itself
 * @param createdAt when it was written down
 */
public record Operation(
        UUID id,
        OperationKind kind,
        OperationState state,
        Money amount,
        String reference,
        String code,
        String note,
        Optional<Instant> nextAskAt,
        Instant createdAt) {}
