package io.tradewind.commerce.catalog;

import java.util.List;

/**
 * What an import did, or would do. Counts are products.
 *
 * @param created how many are new
 * @param updated how many changed
 * @param unchanged how many are already as the file says
 * @param refused how many were kept out, because of what {@code errors} lists
 * @param errors what is wrong, in the order of lines; a product with an error is left as it was
 * @param notes what was taken in another way than written, in the order of lines
 */
public record ImportReport(
        int created, int updated, int unchanged, int refused, List<RowError> errors, List<RowError> notes) {
    /** Copies the lists. */
    public ImportReport {
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
    }
}
