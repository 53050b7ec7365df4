package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Identity of one outward operation and its idempotency key: committed before the call, sent unchanged on every retry.
 *
 * @param value a UUIDv7, 36 characters as text
 */
public record OperationId(UUID value) {
    /** Refuses a missing value. */
    public OperationId {
        requireNonNull(value, "value");
    }

    /** Returns the id read from its 36 characters. */
    public static OperationId parse(String text) {
        return new OperationId(UUID.fromString(text));
    }

    /** Returns the key of one of several upstream calls within this operation: the id, a dash and the step. */
    public String step(int number) {
        return value + "-" + number;
    }

    /** Returns the 36 characters of the id. */
    @Override
    public String toString() {
        return value.toString();
    }
}
