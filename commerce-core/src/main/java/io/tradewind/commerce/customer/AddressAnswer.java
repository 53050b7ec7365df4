package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.Refusal;
import java.util.List;

/** What became of adding or changing an address. */
public sealed interface AddressAnswer {
    /** It is stored. */
    record Saved(SavedAddress entry) implements AddressAnswer {}

    /**
     * Nothing was stored.
     *
     * @param refusals everything that is wrong, each naming its field; at least one
     */
    record Refused(List<Refusal> refusals) implements AddressAnswer {
        /** Copies the list. */
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** The stored entry, for scripts and tests that expect success; throws otherwise. */
    default SavedAddress orThrow() {
        if (this instanceof Saved saved) {
            return saved.entry();
        }
        throw ((Refused) this).refusals().get(0).asException();
    }
}
