package io.tradewind.commerce.app.print;

import java.util.List;

/**
 * Parcels that one carrier picks up.
 *
 * @param carrier the carrier's account
 */
public record Manifest(String carrier, List<ParcelRow> rows) {
    /** Copies the list. */
    public Manifest {
        rows = List.copyOf(rows);
    }

    /** What they weigh together. */
    public int grams() {
        return rows.stream().mapToInt(it -> it.parcel().grams()).sum();
    }
}
