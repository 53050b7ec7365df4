package io.tradewind.commerce.catalog;

import java.util.List;

/**
 * A column of a product file and what it is taken for. Immutable.
 *
 * @param header as the file names it
 * @param field one of {@link Imports#fields}; empty if the column is passed over
 * @param samples the first few cells with something in them
 */
public record FileColumn(String header, String field, List<String> samples) {
    /** Copies the samples. */
    public FileColumn {
        samples = List.copyOf(samples);
    }
}
