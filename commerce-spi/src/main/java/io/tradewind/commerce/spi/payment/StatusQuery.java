package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Asks what became of one operation.
 *
 * @param operation the operation asked about
 * @param kind its kind
 * @param payment the provider's reference of the payment, if known
 * @param own the provider's reference of this very operation, if known
 * @param amount the amount asked for
 * @param sentAt when it was first sent
 * @param deadline when the answer is no longer of use
 */
public record StatusQuery(
        OperationId operation,
        OperationKind kind,
        Optional<ProviderRef> payment,
        Optional<ProviderRef> own,
        Money amount,
        Instant sentAt,
        Instant deadline) {
    /** Refuses missing parts. */
    public StatusQuery {
        requireNonNull(operation, "operation");
        requireNonNull(kind, "kind");
        requireNonNull(payment, "payment");
        requireNonNull(own, "own");
        requireNonNull(amount, "amount");
        requireNonNull(sentAt, "sentAt");
        requireNonNull(deadline, "deadline");
    }
}
