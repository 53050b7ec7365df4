package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;

/** What became of creating or changing a customer. */
public sealed interface CustomerAnswer {
    /** It is stored. */
    record Saved(Customer customer) implements CustomerAnswer {}

    /** Nothing was stored; the refusal names the field. */
    record Refused(Refusal refusal) implements CustomerAnswer {}

    /**
     * Somebody else changed it meanwhile.
     *
     * @param now as it is now
     */
    record Stale(Customer now) implements CustomerAnswer {}

    /** The stored customer, for scripts and tests that expect success; throws otherwise. */
    default Customer orThrow() {
        if (this instanceof Saved saved) {
            return saved.customer();
        } else if (this instanceof Stale stale) {
            throw new CommerceException(
                    ErrorCode.STALE,
                    "Customer " + stale.now().id() + " is at version "
                            + stale.now().version() + ".");
        }
        throw ((Refused) this).refusal().asException();
    }
}
