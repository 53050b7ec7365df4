package io.tradewind.commerce.spi.shipping;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Who pays duties, and the tax ids that go with it.
 *
 * @param terms who pays
 * @param taxIds tax ids by kind, as IOSS, EORI, VAT
 */
public record Duties(Terms terms, Map<String, String> taxIds) {
    /** No duties: a shipment within one customs area. */
    public static final Duties NONE = new Duties(Terms.OTHER, Map.of());

    /** Who pays. */
    public enum Terms {
        /** The buyer, on delivery. */
        DAP,
        /** The shop, in advance. */
        DDP,
        /** Neither applies. */
        OTHER
    }

    /** Copies the ids. */
    public Duties {
        requireNonNull(terms, "terms");
        taxIds = Map.copyOf(taxIds);
    }
}
