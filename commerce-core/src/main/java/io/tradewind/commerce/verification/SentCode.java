package io.tradewind.commerce.verification;

import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One code that was sent, or a provider's own verification.
 *
 * @param managed true if the provider made the code and has to check it
 * @param salt of this row; empty if managed
 * @param hash keyed hash of the code; empty if managed
 * @param ref the provider's reference, if it gave one
 * @param wish keyed hash of the name that the caller gave the wish; empty for none
 */
record SentCode(
        UUID id,
        int position,
        String account,
        boolean managed,
        byte[] salt,
        byte[] hash,
        Optional<ProviderRef> ref,
        Instant resendAt,
        Instant expiresAt,
        String wish) {
    SentCode known(ProviderRef reference) {
        return new SentCode(
                id, position, account, managed, salt, hash, Optional.of(reference), resendAt, expiresAt, wish);
    }

    /** It never went out, so it opens nothing, and may be asked for again under the same name. */
    SentCode dead(Instant now) {
        return new SentCode(id, position, account, managed, salt, hash, ref, resendAt, now, "");
    }

    @Override
    public String toString() {
        return "SentCode[" + id + ", " + position + "]";
    }
}
