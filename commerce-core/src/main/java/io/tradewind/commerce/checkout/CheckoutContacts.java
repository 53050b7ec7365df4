package io.tradewind.commerce.checkout;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.VerifiedPhones;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Whom to tell of a checkout whose payment is under way. Works in the caller's transaction; safe for many threads. */
@Internal
@Singleton
public final class CheckoutContacts {
    private final CheckoutStore store;
    private final VerifiedPhones phones;

    @Inject
    CheckoutContacts(CheckoutStore store, VerifiedPhones phones) {
        this.store = store;
        this.phones = phones;
    }

    /**
     * Somebody who is buying.
     *
     * @param email address; empty if none was given
     * @param phone verified number in E.164; empty if there is none
     * @param name on the address; empty while there is no address
     */
    public record Buying(CheckoutState state, String email, String phone, String name) {
        @Override
        public String toString() {
            return "Buying[" + state + "]";
        }
    }

    /** Whose checkout that is; empty if there is none of that id. */
    public Optional<Buying> of(Handle handle, Scope scope, UUID checkoutId) {
        return store.find(handle, scope, checkoutId)
                .map(row -> new Buying(
                        row.state(),
                        row.email(),
                        row.snapshot()
                                .map(it -> it.order().phone())
                                .filter(it -> !it.isEmpty())
                                .or(() -> phones.of(handle, scope, row.cartId()).map(PhoneNumber::e164))
                                .orElse(""),
                        row.address().map(Address::name).orElse("")));
    }
}
