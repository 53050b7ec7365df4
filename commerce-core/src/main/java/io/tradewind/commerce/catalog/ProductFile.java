package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.json.CsvRows;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of a product file by product, wherever in the file they stand.
 *
 * <p>A row that is no row (wrong quotes) is listed, and reading goes on with the next line: so one slip costs its own
 * product and not the file. Which product it belonged to is read from its first cell, else it is that of the row before.
 */
final class ProductFile {
    private static final int MOST_BREAKS = 100;
    private static final Set<Column> NEEDED = Set.of(Column.HANDLE, Column.TITLE, Column.PRICE);

    private final Map<String, List<FileRow>> products = new LinkedHashMap<>();
    private final Set<String> spoilt = new HashSet<>();
    private final List<RowError> errors = new ArrayList<>();
    private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
    private int width;
    private boolean headed;
    private boolean readable = true;
    private final Map<String, String> headers = new HashMap<>();
    private final Optional<List<String>> fields;
    private String handle = "";

    private ProductFile(Optional<List<String>> fields) {
        this.fields = fields;
    }

    static ProductFile read(InputStream in) {
        return read(in, Optional.empty());
    }

    /** A file whose columns somebody has said the meaning of; without a handle the title makes one. */
    static ProductFile read(InputStream in, Optional<List<String>> fields) {
        ProductFile file = new ProductFile(fields);
        FileText text = FileText.read(in);
        text.error().ifPresentOrElse(file::stop, () -> file.rows(text));
        return file;
    }

    /** Rows by handle, in the order of the first row of each. */
    Map<String, List<FileRow>> products() {
        return products;
    }

    /** Products of which a row could not be read. */
    Set<String> spoilt() {
        return spoilt;
    }

    /** What is wrong with rows as rows. */
    List<RowError> errors() {
        return errors;
    }

    /** What is said about a field, said about the column that the file has for it. */
    RowError named(RowError it) {
        return new RowError(it.line(), headers.getOrDefault(it.column(), it.column()), it.value(), it.cure());
    }

    private void stop(RowError error) {
        errors.add(error);
        readable = false;
    }

    private void rows(FileText file) {
        char separator = file.separator();
        String rest = file.text();
        int passed = 0;
        for (int breaks = 0; readable && !rest.isEmpty(); breaks++) {
            int before = passed;
            Optional<CsvRows.Break> broken =
                    CsvRows.read(rest, separator, row -> row(new CsvRows.Row(row.line() + before, row.cells())));
            if (broken.isEmpty() || !readable) {
                break;
            }
            CsvRows.Break it = broken.orElseThrow();
            broken(it, before);
            if (breaks == MOST_BREAKS) {
                stop(new RowError(
                        it.line() + before,
                        "",
                        "",
                        "Too many rows are broken: the rest was not read. Check the quotes."));
            }
            rest = FileText.afterLine(rest, it.row().line());
            passed += it.row().line();
        }
        if (readable && !headed) {
            stop(new RowError(
                    0, "", "", "The file is empty: the first line must be the header, with " + names(NEEDED) + "."));
        }
    }

    private void broken(CsvRows.Break it, int before) {
        int line = it.row().line() + before;
        String cure = "Not readable as a row, at line " + (it.line() + before)
                + ": put a cell with quotes, separators or line breaks in quotes and double the quotes inside.";
        if (!headed) {
            stop(new RowError(line, "", "", "The header is broken. " + cure));
            return;
        }
        Integer at = columns.get(Column.HANDLE);
        String named = at != null && at < it.row().cells().size()
                ? it.row().cells().get(at).strip().toLowerCase(Locale.ROOT)
                : "";
        handle = ProductCheck.SLUG.matcher(named).matches() ? named : handle;
        errors.add(new RowError(line, "", handle, cure));
        if (!handle.isEmpty()) {
            spoilt.add(handle);
        }
    }

    private void row(CsvRows.Row row) {
        if (!readable) {
            return;
        }
        if (!headed) {
            headed = true;
            header(row);
            return;
        }
        FileRow it = new FileRow(row.line(), columns, row.cells());
        if (it.isBlank()) {
            return;
        }
        String named = name(it);
        if (!ProductCheck.SLUG.matcher(named).matches()) {
            errors.add(it.error(Column.HANDLE, "A handle of " + ProductCheck.SLUG_RULE + " is needed in every row."));
            if (!handle.isEmpty()) {
                spoilt.add(handle); // it may have been a row of the product before
            }
            return;
        }
        handle = named;
        products.computeIfAbsent(handle, key -> new ArrayList<>()).add(it);
        if (row.cells().stream().skip(width).anyMatch(cell -> !cell.isBlank())) {
            errors.add(new RowError(
                    row.line(),
                    "",
                    row.cells().size() + " cells",
                    "The header has " + width + ": put a cell that holds the separator in quotes."));
            spoilt.add(handle);
        }
    }

    private String name(FileRow row) {
        if (fields.isEmpty() || row.has(Column.HANDLE)) {
            return row.get(Column.HANDLE).toLowerCase(Locale.ROOT);
        }
        String title = row.get(Column.TITLE);
        return title.isEmpty() ? handle : CleanText.slug(title);
    }

    private Optional<Column> meaning(CsvRows.Row header, int index) {
        return fields.isEmpty()
                ? Column.named(header.cells().get(index))
                : fields.filter(it -> index < it.size()).flatMap(it -> Column.named(it.get(index)));
    }

    private void header(CsvRows.Row row) {
        width = row.cells().size();
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Column column = meaning(row, i).orElse(null);
            if (column != null) {
                headers.putIfAbsent(column.title(), row.cells().get(i).strip());
            }
            if (column != null && columns.putIfAbsent(column, i) != null) {
                twice.add(column.title());
            }
        }
        List<Column> missing = needed(fields.isPresent())
                .filter(it -> !columns.containsKey(it))
                .toList();
        String first = String.join(",", row.cells());
        if (!missing.isEmpty()) {
            stop(new RowError(
                    row.line(),
                    "",
                    first,
                    "The header lacks " + names(missing)
                            + ": the first line must name the columns as a product export does."));
        } else if (!twice.isEmpty()) {
            stop(new RowError(row.line(), twice.get(0), first, "The header names this column twice: take one away."));
        }
    }

    /** The columns without which there is no product. */
    static Stream<Column> needed(boolean mapped) {
        return NEEDED.stream().filter(it -> !mapped || it != Column.HANDLE).sorted();
    }

    private static String names(Iterable<Column> columns) {
        List<String> names = new ArrayList<>();
        columns.forEach(it -> names.add("'" + it.title() + "'"));
        names.sort(null);
        return String.join(", ", names);
    }
}
