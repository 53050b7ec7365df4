package io.tradewind.commerce.customer;

import java.util.UUID;

/** Identifies an entry of an address book. */
public record AddressId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
