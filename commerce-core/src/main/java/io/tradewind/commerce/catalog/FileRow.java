package io.tradewind.commerce.catalog;

import java.util.List;
import java.util.Map;

/**
 * A row of a product file.
 *
 * @param line where it begins
 * @param columns where each column stands
 */
record FileRow(int line, Map<Column, Integer> columns, List<String> cells) {
    /** The cell without outer blanks; empty if the row is too short or the file has no such column. */
    String get(Column column) {
        Integer index = columns.get(column);
        return index == null || index >= cells.size() ? "" : cells.get(index).strip();
    }

    boolean has(Column column) {
        return columns.containsKey(column);
    }

    /** True if it says something about a variant, false if it only brings a picture. */
    boolean isVariant() {
        return !get(Column.OPTION1_VALUE).isEmpty()
                || !get(Column.PRICE).isEmpty()
                || !get(Column.SKU).isEmpty();
    }

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    RowError error(Column column, String cure) {
        return new RowError(line, column.title(), get(column), cure);
    }
}
