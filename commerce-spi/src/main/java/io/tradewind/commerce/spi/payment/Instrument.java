package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;

/** How the buyer pays. No variant and no field can hold a card number. */
public sealed interface Instrument {
    /** The provider's own page or hosted fields: the default. */
    record ProviderPage() implements Instrument {}

    /**
     * A token made in the browser by the provider's own script.
     *
     * @param token the token
     */
    record ClientToken(Token token) implements Instrument {
        /** Refuses a missing token. */
        public ClientToken {
            requireNonNull(token, "token");
        }
    }

    /**
     * An instrument saved at the provider.
     *
     * @param instrument the provider's reference of it
     */
    record Saved(ProviderRef instrument) implements Instrument {
        /** Refuses a missing reference. */
        public Saved {
            requireNonNull(instrument, "instrument");
        }
    }
}
