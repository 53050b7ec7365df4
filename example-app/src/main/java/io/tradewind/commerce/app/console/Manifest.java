package io.tradewind.commerce.app.console;

import java.util.List;

/**
 * Parcels that one carrier picks up.
 *
 * @param carrier the carrier's account
 * @param bars tracking numbers as Code 128, as markup, in the order of the rows
 */
public record Manifest(String carrier, List<ParcelRow> rows, List<String> bars) {
    /** Copies the lists. */
    public Manifest {
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
    }

    /** What they weigh together. */
    public int grams() {
        return rows.stream().mapToInt(it -> it.parcel().grams()).sum();
    }
}
