package io.tradewind.commerce.spi.payment;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.List;

/** Instruments a provider keeps for a buyer. Safe for use by many threads. */
public interface SavedInstruments {
    /**
     * Returns the instruments kept for a buyer; reads only. The library keeps its own list, from what approvals said.
     *
     * @param buyer the shop's reference of the buyer, as {@link io.tradewind.commerce.spi.Buyer#reference()} said it
     */
    Answer<List<SavedInstrument>> list(ProviderRef buyer, Instant deadline);

    /** Makes the provider forget an instrument; one that is forgotten already is no failure. */
    Answer<Cancelled> forget(Call call, ProviderRef instrument);
}
