package io.tradewind.commerce.payment;

import java.time.YearMonth;

/** A row of table saved_instrument. */
record InstrumentRow(int storeId, String ownerKey, String ref, State state, KeptInstrument kept) {
    enum State {
        /** May be used. */
        KEPT,
        /** The buyer has removed it; the provider is being told. */
        LEAVING,
        /** The provider has forgotten it. */
        GONE
    }

    /** True if it may be paid with in that month. */
    boolean isUsable(YearMonth now) {
        return state == State.KEPT
                && kept.usableUntil().filter(last -> last.isBefore(now)).isEmpty();
    }
}
