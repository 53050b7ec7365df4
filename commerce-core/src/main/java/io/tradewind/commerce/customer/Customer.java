package io.tradewind.commerce.customer;

import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who buys. Personal data: it prints its id only. Immutable.
 *
 * @param externalId the host's id of the person, if the host keeps its own users
 * @param email where messages go; as it was written
 * @param phone where text messages go; known, not necessarily verified
 * @param name as the person wants to be called; may be empty
 * @param version grows by each change
 */
public record Customer(
        CustomerId id,
        Optional<String> externalId,
        Optional<String> email,
        Optional<PhoneNumber> phone,
        String name,
        int version,
        Instant createdAt) {
    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
