package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.spi.Address;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        String courierNote,
        String account,
        Optional<Snapshot> snapshot,
        String quoteHash,
        String requestKey,
        String requestHash,
        String orderNumber,
        Optional<UUID> operationId,
        Optional<String> refusal) {
    /** A checkout that was just opened for a cart. */
    static CheckoutRow open(UUID id, CartSnapshot cart, @Nullable Address address) {
        return new CheckoutRow(
                id,
                cart.id(),
                CheckoutState.OPEN,
                1,
                cart.ownerKey(),
                "",
                Optional.ofNullable(address),
                "",
                "",
                "",
                Optional.empty(),
                "",
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty());
    }

    /** True if it was submitted once, so that something may still be held for it. */
    boolean wasSubmitted() {
        return !requestHash.isEmpty();
    }

    /** Refuses a key that was used for this checkout with another wish. */
    void mustBeOf(Optional<String> wish) {
        if (!wish.equals(Optional.of(requestHash))) {
            throw new CommerceException(
                    ErrorCode.KEY_REUSED, "The key was used for checkout " + id + " with another request.");
        }
    }
}
