package io.tradewind.commerce.pricing;

import io.tradewind.commerce.store.Store;

/** Prices baskets. Pure and safe for many threads. */
public final class Pricing {
    private Pricing() {}

    /** What the basket costs in that store. */
    public static PriceQuote quote(Store store, PriceRequest request) {
        return new QuoteArithmetic(store, request).quote();
    }
}
