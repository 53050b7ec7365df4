package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/**
 * How the received units of one order line were graded. What is accepted and neither restocked nor scrapped stays apart
 * for a closer look; what is not accepted goes back to the customer.
 *
 * @param accepted units that are refunded
 * @param restocked accepted units that can be sold again
 * @param scrapped accepted units that are thrown away
 */
public record Inspection(UUID lineId, int accepted, int restocked, int scrapped) {
    /** Checks the counts. */
    public Inspection {
        if (accepted < 0 || restocked < 0 || scrapped < 0 || restocked + scrapped > accepted) {
            throw CommerceException.badArgument(
                    "inspection",
                    accepted + ", " + restocked + ", " + scrapped,
                    "no negative count, and no more restocked and scrapped than accepted");
        }
    }

    /** All are as good as new. */
    public static Inspection good(UUID lineId, int units) {
        return new Inspection(lineId, units, units, 0);
    }

    /** All are refunded and thrown away. */
    public static Inspection broken(UUID lineId, int units) {
        return new Inspection(lineId, units, 0, units);
    }

    /** All are refunded and stay apart. */
    public static Inspection apart(UUID lineId, int units) {
        return new Inspection(lineId, units, 0, 0);
    }

    /** None is refunded: they go back to the customer. */
    public static Inspection refused(UUID lineId) {
        return new Inspection(lineId, 0, 0, 0);
    }
}
