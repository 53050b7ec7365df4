package io.tradewind.commerce.payment;

import java.util.Optional;
import java.util.UUID;

/** Beginnings of the words that say what brought an operation about. */
final class Causes {
    /** An attempt is closed because the buyer pays in another way or took too long. */
    static final String GIVE_UP = "give-up:";

    /** Money that is owed back; followed by the id of the obligation, a colon and the number of the try. */
    static final String OBLIGATION = "obligation:";

    /** A reservation is made anew before it lapses; followed by the id of the old payment. */
    static final String RENEW = "renew:";
    /** A refund. */
    static final String REFUND = "refund:";

    private Causes() {}

    /** The obligation that brought a refund about; empty if it was none. */
    static Optional<UUID> obligation(String cause) {
        return cause.startsWith(OBLIGATION)
                ? Optional.of(UUID.fromString(cause.substring(OBLIGATION.length(), OBLIGATION.length() + 36)))
                : Optional.empty();
    }
}
