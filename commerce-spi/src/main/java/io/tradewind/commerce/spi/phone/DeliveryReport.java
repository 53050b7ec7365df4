package io.tradewind.commerce.spi.phone;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;

/**
 * What became of a message.
 *
 * @param message the provider's reference of the message
 * @param status what became of it
 * @param rawCode the provider's own code, possibly empty
 */
public record DeliveryReport(ProviderRef message, Status status, String rawCode) {
    /** What became of a message. */
    public enum Status {
        /** It reached the phone. */
        DELIVERED,
        /** It is on its way. */
        BUFFERED,
        /** It will not reach the phone. */
        FAILED,
        /** A status without a word of its own. */
        UNKNOWN
    }

    /** Refuses missing parts. */
    public DeliveryReport {
        requireNonNull(message, "message");
        requireNonNull(status, "status");
        requireNonNull(rawCode, "rawCode");
    }
}
