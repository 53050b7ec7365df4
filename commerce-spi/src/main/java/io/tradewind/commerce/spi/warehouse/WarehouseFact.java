package io.tradewind.commerce.spi.warehouse;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.util.Map;

/** What a warehouse reports. Facts cannot be refused; they are folded whatever their order. */
public sealed interface WarehouseFact {
    /** Returns the warehouse's reference of the pick request. */
    ProviderRef request();

    /**
     * Packed into a parcel.
     *
     * @param request the pick request
     * @param quantities how many of each line
     * @param grams weight of the parcel in grams
     */
    record Packed(ProviderRef request, Map<String, Integer> quantities, int grams) implements WarehouseFact {
        /** Copies the counts. */
        public Packed {
            requireNonNull(request, "request");
            quantities = Map.copyOf(quantities);
        }
    }

    /**
     * Not enough there.
     *
     * @param request the pick request
     * @param quantities how many of each line are missing
     * @param reason the warehouse's reason
     */
    record Missing(ProviderRef request, Map<String, Integer> quantities, String reason) implements WarehouseFact {
        /** Copies the counts. */
        public Missing {
            requireNonNull(request, "request");
            requireNonNull(reason, "reason");
            quantities = Map.copyOf(quantities);
        }
    }

    /**
     * Handed to a carrier.
     *
     * @param request the pick request
     * @param carrier the warehouse's name of the carrier
     * @param trackingNumber tracking number, possibly empty
     * @param quantities how many of each line
     */
    record Shipped(ProviderRef request, String carrier, String trackingNumber, Map<String, Integer> quantities)
            implements WarehouseFact {
        /** Copies the counts. */
        public Shipped {
            requireNonNull(request, "request");
            requireNonNull(carrier, "carrier");
            requireNonNull(trackingNumber, "trackingNumber");
            quantities = Map.copyOf(quantities);
        }
    }

    /**
     * The warehouse will not do it.
     *
     * @param request the pick request
     * @param reason the warehouse's reason
     */
    record Refused(ProviderRef request, String reason) implements WarehouseFact {
        /** Refuses missing parts. */
        public Refused {
            requireNonNull(request, "request");
            requireNonNull(reason, "reason");
        }
    }
}
