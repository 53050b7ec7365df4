package io.tradewind.commerce.spi.shipping;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;

/** Orders the van. Safe for use by many threads. */
public interface Pickups {
    /** Orders a pickup once. */
    Answer<Pickup> schedule(PickupRequest request);

    /** Cancels a pickup. Twice is once. */
    Answer<Cancelled> cancel(Call call, ProviderRef pickup);
}
