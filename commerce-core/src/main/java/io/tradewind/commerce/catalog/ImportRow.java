package io.tradewind.commerce.catalog;

import java.util.List;
import java.util.UUID;

/**
 * A row of {@code product_import}.
 *
 * @param fields what each column of the file is taken for
 * @param notes how many lines were written about it
 * @param categories slugs of the categories it made
 */
record ImportRow(
        ProductImport what, int storeId, String kind, List<String> fields, int notes, List<String> categories) {
    ImportRow {
        fields = List.copyOf(fields);
        categories = List.copyOf(categories);
    }

    UUID id() {
        return what.id().value();
    }
}
