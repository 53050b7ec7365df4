package io.tradewind.commerce.checkout;

import io.tradewind.commerce.spi.Address;
import java.util.Optional;
import java.util.UUID;

/** A checkout as it lies in the database. */
record CheckoutRow(
        UUID id,
        UUID cartId,
        CheckoutState state,
        int version,
        String ownerKey,
        String email,
        Optional<Address> address,
        String optionId,
        String account,
        Optional<Snapshot> snapshot,
        String quoteHash,
        String requestHash,
        String orderNumber,
        Optional<UUID> operationId,
        Optional<String> refusal) {}
