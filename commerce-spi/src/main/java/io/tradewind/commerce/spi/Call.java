package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * Identity and time budget of one outward call.
 *
 * @param id operation id: the provider's idempotency key
 * @param deadline when the caller stops waiting; a call not answered by then counts as unknown
 * @param attempt 1 for the first try of this operation, then 2, 3 …; MUST NOT change what is sent (PAY-IDEM-6)
 * @param metadata ids a provider may show next to the operation, as the order number; no personal data
 */
public record Call(OperationId id, Instant deadline, int attempt, Map<String, String> metadata) {
    /** Copies the metadata and checks the attempt. */
    public Call {
        requireNonNull(id, "id");
        requireNonNull(deadline, "deadline");
        metadata = Map.copyOf(metadata);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt starts at 1, not " + attempt);
        }
    }

    /** Returns the first attempt of an operation without metadata. */
    public static Call first(OperationId id, Instant deadline) {
        return new Call(id, deadline, 1, Map.of());
    }

    /** Returns the next attempt of the same operation. */
    public Call again(Instant newDeadline) {
        return new Call(id, newDeadline, attempt + 1, metadata);
    }
}
