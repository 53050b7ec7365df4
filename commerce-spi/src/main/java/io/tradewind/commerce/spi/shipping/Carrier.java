package io.tradewind.commerce.spi.shipping;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Brings parcels to people. Safe for use by many threads. A role that is present is the claim; no flag can disagree with
 * the code.
 */
public interface Carrier extends Provider {
    /** Returns services, countries, limits and label formats. Constant for the account's life. */
    CarrierProfile profile();

    /**
     * Returns what delivery costs and when it arrives; reads only. No service is an empty list or
     * {@link Answer.Refused}. The only obligatory role: a rate table needs no more.
     */
    Answer<List<Quote>> quote(QuoteRequest request);

    /** Returns the role that buys labels, if there is one. */
    default Optional<Booking> booking() {
        return Optional.empty();
    }

    /** Returns the role that orders pickups, if there is one; the core does not ask it yet. */
    default Optional<Pickups> pickups() {
        return Optional.empty();
    }

    /** Returns the role that knows where a parcel is, if there is one. */
    default Optional<Tracking> tracking() {
        return Optional.empty();
    }

    /** Returns the role that checks addresses, if there is one; the core does not ask it yet. */
    default Optional<AddressCheck> addressCheck() {
        return Optional.empty();
    }
}
